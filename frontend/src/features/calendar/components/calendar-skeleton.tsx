'use client';

import { useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { vars } from '@/components/css-vars';
import { keptView } from '@/lib/display';
import { daysIn, layoutOf, parseView, type View } from '../view';

/** The calendar's own geometry, drawn by style sheets alone: as a week it is in the page before any script runs. */
export function CalendarSkeleton() {
  const t = useTranslations('nav');
  const view = useSyncExternalStore<View | null | undefined>(never, asked, () => undefined);
  const layout = view ? layoutOf(view) : 'hours';
  return (
    <div aria-busy="true" className="flex min-h-0 flex-1 flex-col">
      <div className="flex min-h-14 flex-none items-center border-b border-line bg-surface px-4">
        <h1 className="sr-only">{t('calendar')}</h1>
        <div className="skeleton skeleton-late h-6 w-24 sm:w-52" />
        <div className="skeleton skeleton-late ms-auto h-8 w-32 lg:w-96" />
      </div>
      {layout === 'month' ? <MonthSkeleton /> : layout === 'agenda' ? <AgendaSkeleton /> : <HoursSkeleton days={view ? daysIn(view) : null} isGuess={view === undefined} />}
    </div>
  );
}

const never = () => () => undefined;
const asked = () => parseView(new URLSearchParams(location.search).get('v')) ?? parseView(keptView());

/** The hours of as many days as are asked for, or as there usually are at this width; `isGuess`: perhaps not hours at all. */
export function HoursSkeleton({ days = null, isGuess = false }: { days?: number | null; isGuess?: boolean }) {
  return (
    <div className={isGuess ? 'timegrid skeleton-grid guessed' : 'timegrid skeleton-grid'} style={days === null ? undefined : vars({ '--asked': days })}>
      <div className="timegrid-top h-[92px]" />
      <div className="timegrid-scroll">
        <div className="timegrid-sheet">
          <div className="timegrid-columns">
            <div />
            <div className="timegrid-column" />
          </div>
        </div>
      </div>
    </div>
  );
}

/** Six weeks of cells; on a phone, of days to tap, and the list of one of them. */
export function MonthSkeleton() {
  return (
    <>
      <div aria-hidden className="month max-md:hidden">
        <div className="h-[27px] flex-none border-b border-line" />
        <div className="month-weeks">
          {places(6).map((week) => (
            <div key={week} className="month-week">
              {places(7).map((day) => (
                <div key={day} className="month-cell">
                  <div className="skeleton skeleton-late m-1 size-6 rounded-full" />
                </div>
              ))}
            </div>
          ))}
        </div>
      </div>
      <div aria-hidden className="skeleton-late flex flex-1 flex-col overflow-hidden bg-surface md:hidden">
        <div className="grid flex-none grid-cols-7 border-b border-line px-1 pt-[18px] pb-2">
          {places(42).map((day) => (
            <div key={day} className="flex h-11 items-center justify-center pb-2">
              <div className="skeleton size-7 rounded-full" />
            </div>
          ))}
        </div>
        <div className="flex flex-col gap-3 p-3 pt-5">
          <div className="skeleton h-5 w-44" />
          <RowSkeleton />
        </div>
      </div>
    </>
  );
}

/** Some days, one after the other. */
export function AgendaSkeleton() {
  return (
    <div aria-hidden className="agenda">
      <div className="skeleton-late mx-auto flex w-full max-w-3xl flex-col gap-4 px-3 pt-[calc(var(--control)+1.75rem)] sm:px-6">
        {places(4).map((day) => (
          <div key={day} className="flex flex-col gap-2">
            <div className="skeleton my-2 h-5 w-44" />
            <RowSkeleton />
            <RowSkeleton />
          </div>
        ))}
      </div>
    </div>
  );
}

function RowSkeleton() {
  return (
    <div className="flex h-11 items-center gap-3 px-2">
      <div className="skeleton h-4 w-26" />
      <div className="skeleton h-4 max-w-64 flex-1" />
    </div>
  );
}

function places(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
