'use client';

import { useTranslations } from 'use-intl';
import { cx } from '@/components/class-names';
import { useFormats } from '@/lib/time/formats-context';
import type { Day } from '@/lib/time/day';

interface Props {
  /** The grid of cells owns this row by its id. */
  id: string;
  days: readonly Day[];
  now: number;
  hidden: boolean;
}

/** The columns' names. On a phone they are for screen readers only: the strip above shows the days. */
export function DayNames({ id, days, now, hidden }: Props) {
  const t = useTranslations('calendar');
  const formats = useFormats();
  return (
    <div id={id} role="row" aria-rowindex={1} className={cx('timegrid-columns', hidden ? 'sr-only' : 'h-14 items-center')}>
      <div role="columnheader" aria-colindex={1}>
        <span className="sr-only">{t('time')}</span>
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
            className="flex flex-col items-center justify-center gap-0.5"
          >
            <span className={cx('text-2xs font-[550] tracking-wide uppercase', today ? 'text-accent' : 'text-fg-3')}>
              {formats.date(day.date, { weekday: 'short' })}
            </span>
            <span
              className={cx(
                'tabular flex h-7 min-w-7 items-center justify-center rounded-full px-1 text-md leading-none font-[600]',
                today ? 'bg-accent text-on-accent' : day.date.dayOfWeek > 5 ? 'text-fg-2' : 'text-fg',
              )}
            >
              {day.date.day}
            </span>
          </div>
        );
      })}
    </div>
  );
}
