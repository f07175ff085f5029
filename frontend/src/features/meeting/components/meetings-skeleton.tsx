'use client';

import { useTranslations } from 'use-intl';
import { PageTitle } from '@/components/page-title';
import { preloadWords } from '@/lib/words';

/** The rows of the list before they are there. */
export function MeetingRowsSkeleton() {
  return (
    <div className="skeleton-late flex flex-col gap-3">
      <div className="skeleton h-4 w-40" />
      <div className="overflow-hidden rounded-lg border border-line bg-surface">
        {[0, 1, 2, 3].map((row) => (
          <div key={row} className="flex h-15 items-center gap-4 border-b border-line px-4 last:border-0">
            <div className="skeleton h-3.5 w-24 flex-none" />
            <div className="skeleton h-3.5 w-2/5" />
          </div>
        ))}
      </div>
    </div>
  );
}

/** The list's geometry before it is known whose it is. */
export function MeetingsSkeleton() {
  preloadWords('meetings');
  const t = useTranslations('nav');
  return (
    <div aria-busy="true" className="mx-auto w-full max-w-[816px] px-4 py-5 sm:px-6 lg:py-8">
      <PageTitle>{t('meetings')}</PageTitle>
      <div className="skeleton-late mt-4">
        <div className="skeleton h-(--control)" />
      </div>
      <div className="mt-2 mb-5 h-[41px] border-b border-line" />
      <MeetingRowsSkeleton />
    </div>
  );
}
