'use client';

import { useTranslations } from 'use-intl';
import { PageTitle } from '@/components/page-title';
import { preloadWords } from '@/lib/words';

/** The shape of the page while it is coming. */
export function FindSkeleton() {
  preloadWords('composer', 'find');
  const t = useTranslations('nav');
  return (
    <div aria-busy="true" className="find-page">
      <div className="find-head">
        <PageTitle>{t('find')}</PageTitle>
      </div>
      <div className="find-side flex-col gap-4 max-lg:hidden">
        {[60, 76, 60, 76, 76].map((height, index) => (
          <div key={index} className={`skeleton ${height === 60 ? 'h-[60px]' : 'h-[76px]'}`} />
        ))}
      </div>
      <div className="skeleton h-14 lg:hidden" />
      <div className="find-main">
        <CardsSkeleton />
        <div className="skeleton mt-8 hidden h-[560px] md:block" />
      </div>
    </div>
  );
}

/** Five suggestions to be. */
export function CardsSkeleton() {
  return (
    <div aria-hidden className="flex flex-col gap-2">
      {[0, 1, 2, 3, 4].map((card) => (
        <div key={card} className="find-card-height flex flex-col gap-2 rounded-lg border border-line bg-surface px-4 py-3">
          <div className="skeleton h-5 w-56 max-w-full" />
          <div className="skeleton h-3.5 w-24" />
          <div className="skeleton h-5 w-32 rounded-full" />
          <div className="skeleton mt-auto h-(--control) sm:hidden" />
        </div>
      ))}
    </div>
  );
}
