'use client';

import { useTranslations } from 'use-intl';
import { PageTitle } from '@/components/page-title';
import { preloadWords } from '@/lib/words';

/** The shape of the page for a new meeting while it is coming. */
export function NewMeetingSkeleton() {
  preloadWords('guests', 'composer');
  const t = useTranslations('nav');
  return (
    <div aria-busy="true" className="mx-auto flex w-full max-w-[680px] flex-col">
      <div className="px-5 pt-6 pb-1">
        <PageTitle>{t('newMeeting')}</PageTitle>
      </div>
      <FieldsSkeleton />
    </div>
  );
}

export function FieldsSkeleton() {
  return (
    <div aria-hidden className="skeleton-late flex flex-col gap-4 px-5 pt-4">
      {[1, 2, 3, 4, 5, 6].map((field) => (
        <div key={field} className="skeleton h-[60px]" />
      ))}
    </div>
  );
}
