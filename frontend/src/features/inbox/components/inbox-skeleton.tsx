'use client';

import { useTranslations } from 'use-intl';
import { PageTitle } from '@/components/page-title';
import { preloadWords } from '@/lib/words';

/** The rows of a list before they are there. */
export function InboxRowsSkeleton() {
  return (
    <div className="skeleton-late overflow-hidden rounded-lg border border-line bg-surface">
      {[56, 44, 64, 50, 60].map((width) => (
        <div key={width} className="flex h-18 items-center gap-3 border-b border-line px-4 last:border-0">
          <div className="skeleton size-9 flex-none rounded-full" />
          <div className="flex flex-1 flex-col gap-2">
            <div className={`skeleton h-3.5 ${width > 55 ? 'w-3/5' : 'w-2/5'}`} />
            <div className="skeleton h-3 w-1/4" />
          </div>
        </div>
      ))}
    </div>
  );
}

/** The inbox's geometry before it is known whose it is. */
export function InboxSkeleton() {
  preloadWords('inbox');
  const t = useTranslations('nav');
  return (
    <div aria-busy="true" className="mx-auto w-full max-w-[816px] px-4 py-5 sm:px-6 lg:py-8">
      <PageTitle>{t('inbox')}</PageTitle>
      <div className="mt-3 mb-5 h-[41px] border-b border-line" />
      <InboxRowsSkeleton />
    </div>
  );
}
