'use client';

import { useTranslations } from 'use-intl';
import { cx } from '@/components/class-names';
import { useFormats } from '@/lib/time/formats-context';
import type { Day } from '@/lib/time/day';
import { cityOf } from '@/lib/time/zones';
import type { Calendars } from '../overlays';

interface Props {
  /** The grid of cells owns this row by its id. */
  id: string;
  days: readonly Day[];
  now: number;
  hidden: boolean;
  zones: readonly string[];
  calendars: Calendars;
  onDay(date: Temporal.PlainDate): void;
}

/** The columns' names. On a phone they are for screen readers only: the strip above shows the days. */
export function DayNames({ id, days, now, hidden, zones, calendars, onDay }: Props) {
  const t = useTranslations('calendar');
  const formats = useFormats();
  const beside = calendars.beside && calendars.shown.length > 1;
  return (
    <div id={id} role="row" aria-rowindex={1} className={cx('timegrid-columns', hidden ? 'sr-only' : 'min-h-14 items-center')}>
      <div role="columnheader" aria-colindex={1} className="flex self-end pb-1 text-2xs font-[550] text-fg-3">
        <span className="sr-only">{t('time')}</span>
        {zones.length > 0
          ? [...zones, formats.zone].map((zone) => (
              <span key={zone} aria-hidden title={cityOf(zone)} className="line-clamp-2 w-(--hour-names) self-end pe-2 text-end leading-[13px] break-words last:text-fg-2">
                {cityOf(zone)}
              </span>
            ))
          : null}
      </div>
      {days.map((day, index) => {
        const today = now >= day.start && now < day.end;
        return (
          <div
            key={day.start}
            role="columnheader"
            aria-colindex={index + 2}
            aria-label={formats.longDate(day.date)}
            aria-current={today ? 'date' : undefined}
            className="flex min-w-0 flex-col items-center justify-center gap-0.5 py-1"
          >
            <span className={cx('text-2xs font-[550] tracking-wide uppercase', today ? 'text-accent' : 'text-fg-3')}>
              {formats.date(day.date, { weekday: 'short' })}
            </span>
            <button
              type="button"
              // The columns are named already, and the arrow keys go from day to day.
              tabIndex={-1}
              onClick={() => onDay(day.date)}
              aria-label={t('showDay', { day: formats.longDate(day.date) })}
              className={cx(
                'tabular flex h-7 min-w-7 cursor-pointer items-center justify-center rounded-full px-1 text-md leading-none font-[600]',
                today ? 'bg-accent text-on-accent' : cx('hover:bg-hover', day.date.dayOfWeek > 5 ? 'text-fg-2' : 'text-fg'),
              )}
            >
              {day.date.day}
            </button>
            {beside ? (
              <span className="flex w-full text-2xs font-[500] text-fg-2">
                {calendars.shown.map(({ id: whose, name, hue }) => (
                  <span key={whose ?? ''} className={cx(`hue-${hue}`, 'min-w-0 flex-1 truncate border-t-2 border-(--bar) px-1 text-center')}>
                    {name}
                  </span>
                ))}
              </span>
            ) : null}
          </div>
        );
      })}
    </div>
  );
}
