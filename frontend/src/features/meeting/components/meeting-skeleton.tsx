'use client';

import { useTranslations } from 'use-intl';
import { preloadWords, type Area } from '@/lib/words';

// Everything one can do with a meeting weighs more than finding it: both come at the same time.
export const loadDates = () => import('./meeting-dates');

/** What is said on a meeting's page. */
export const areas: readonly Area[] = ['guests', 'chat', 'history', 'meeting', 'presence', 'proceedings'];

/** The meeting page's geometry before there is a meeting; whoever sees it will need the page. */
export function MeetingSkeleton() {
  preloadWords(...areas);
  if (typeof window !== 'undefined') void loadDates();
  const t = useTranslations('meeting');
  return (
    <div aria-busy="true" className="mx-auto w-full max-w-[1160px] px-4 py-5 sm:px-6">
      <h1 className="sr-only">{t('page')}</h1>
      <div className="skeleton-late flex flex-col gap-4">
        <div className="skeleton h-4 w-24" />
        <div className="skeleton h-7 w-80 max-w-full" />
        <div className="skeleton h-5 w-64 max-w-full" />
        <div className="skeleton h-9 w-56" />
        <div className="mt-6 grid gap-8 lg:grid-cols-[minmax(0,1fr)_320px]">
          <div className="skeleton h-40" />
          <div className="skeleton h-56" />
        </div>
      </div>
    </div>
  );
}
