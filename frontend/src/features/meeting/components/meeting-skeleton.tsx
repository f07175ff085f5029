'use client';

import { useTranslations } from 'use-intl';
import { cx } from '@/components/class-names';
import { preloadWords, type Area } from '@/lib/words';

// Everything one can do with a meeting weighs more than finding it: both come at the same time.
export const loadDates = () => import('./meeting-dates');

/** What is said on a meeting's page. */
export const areas: readonly Area[] = ['guests', 'chat', 'history', 'meeting', 'presence', 'proceedings'];

/** The meeting page's geometry before there is a meeting, its parts under tabs or beside each other; whoever sees it will need the page. */
export function MeetingSkeleton() {
  preloadWords(...areas);
  if (typeof window !== 'undefined') void loadDates();
  const t = useTranslations('meeting');
  return (
    <div aria-busy="true" className="mx-auto w-full max-w-[1160px] px-4 py-5 sm:px-6">
      <h1 className="sr-only">{t('page')}</h1>
      <div aria-hidden className="skeleton-late grid gap-8 lg:grid-cols-[minmax(0,1fr)_320px]">
        <div className="flex min-w-0 flex-col">
          <div className="flex min-h-(--control) items-center pointer-coarse:min-h-11">
            <div className="skeleton h-3.5 w-20" />
          </div>
          <div className="mt-4 flex min-h-8 items-center">
            <div className="skeleton h-6 w-64 max-w-full" />
          </div>
          <div className="skeleton mt-3 h-5 w-80 max-w-full" />
          <div className="skeleton mt-3 h-4 w-24" />
          <div className="mt-4 flex gap-2">
            <div className="skeleton h-(--control) w-24" />
            <div className="skeleton size-(--control)" />
          </div>
          <TabsSkeleton count={6} className="-mx-4 mt-4 px-4 sm:-mx-6 sm:px-6 lg:hidden" />
          <div className="mt-4 flex flex-col gap-2 lg:hidden">
            <div className="skeleton h-4 w-full" />
            <div className="skeleton h-4 w-3/5" />
          </div>
          {[1, 3, 2].map((lines) => (
            <div key={lines} className="mt-9 flex flex-col gap-3 max-lg:hidden">
              <div className="skeleton h-5 w-28" />
              {lines === 1 ? (
                <div className="skeleton h-4 w-3/5" />
              ) : (
                Array.from({ length: lines }, (_, line) => (
                  <div key={line} className="flex h-14 items-center rounded-lg border border-line bg-surface px-4">
                    <div className="skeleton h-4 w-2/5" />
                  </div>
                ))
              )}
            </div>
          ))}
        </div>
        <div className="max-lg:hidden">
          <TabsSkeleton count={2} className="px-1" />
          {[0, 1, 2, 3].map((face) => (
            <div key={face} className="mt-3 flex h-11 items-center gap-3">
              <div className="skeleton size-8 flex-none rounded-full" />
              <div className="skeleton h-4 w-32" />
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

function TabsSkeleton({ count, className }: { count: number; className: string }) {
  return (
    <div className={cx('flex h-10 items-center gap-1 overflow-hidden border-b border-line pointer-coarse:h-11', className)}>
      {Array.from({ length: count }, (_, tab) => (
        <div key={tab} className="flex flex-none px-3">
          <div className="skeleton h-4 w-14" />
        </div>
      ))}
    </div>
  );
}
