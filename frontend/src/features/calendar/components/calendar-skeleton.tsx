'use client';

import { useTranslations } from 'use-intl';

/** The calendar's own geometry, drawn by style sheets alone: it is in the page before any script runs. */
export function CalendarSkeleton() {
  const t = useTranslations('nav');
  return (
    <div aria-busy="true" className="flex min-h-0 flex-1 flex-col">
      <div className="flex min-h-14 flex-none items-center border-b border-line bg-surface px-4">
        <h1 className="sr-only">{t('calendar')}</h1>
        <div className="skeleton skeleton-late h-6 w-24 sm:w-52" />
        <div className="skeleton skeleton-late ms-auto h-8 w-32 lg:w-96" />
      </div>
      <div className="timegrid skeleton-grid">
        <div className="timegrid-top h-[92px]" />
        <div className="timegrid-scroll">
          <div className="timegrid-sheet">
            <div className="timegrid-columns">
              <div />
              {Array.from({ length: 7 }, (_, day) => (
                <div key={day} className="timegrid-column" />
              ))}
            </div>
          </div>
        </div>
      </div>
    </div>
  );
}
