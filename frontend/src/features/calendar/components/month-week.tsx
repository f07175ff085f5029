'use client';

import { useTranslations } from 'use-intl';
import { cx } from '@/components/class-names';
import { vars } from '@/components/css-vars';
import { useFormats } from '@/lib/time/formats-context';
import type { MonthWeek as Week } from '../month';
import type { Calendars } from '../overlays';
import type { When } from '../place';
import { EventBlock } from './event-block';

interface Props {
  week: Week;
  /** How many there is room for. */
  rows: number;
  /** Of the month that is shown. */
  date: Temporal.PlainDate;
  calendars: Calendars;
  stop: Temporal.PlainDate;
  today: Temporal.PlainDate;
  held: string | null;
  chosen: When | null;
  now: number;
  onDay(date: Temporal.PlainDate): void;
  onFocusDay(date: Temporal.PlainDate): void;
  onMore(anchor: HTMLElement, date: Temporal.PlainDate): void;
}

/** Seven cells of a month, with what begins in each. */
export function MonthWeek({ week, rows, date, calendars, stop, today, held, chosen, now, onDay, onFocusDay, onMore }: Props) {
  const t = useTranslations('views');
  const c = useTranslations('calendar');
  const formats = useFormats();
  return (
    <div role="row" className="month-week">
      {week.days.map(({ day, all, hidden, starting }) => {
        const outside = day.date.month !== date.month;
        const drafted = chosen !== null && chosen.start < day.end && chosen.end > day.start;
        return (
          <div
            key={day.start}
            role="gridcell"
            tabIndex={day.date.equals(stop) ? 0 : -1}
            aria-current={day.date.equals(today) ? 'date' : undefined}
            data-at={day.date.toString()}
            data-day-name={formats.longDate(day.date)}
            data-outside={outside ? '' : undefined}
            data-draft={drafted ? '' : undefined}
            onFocus={(event) => event.target === event.currentTarget && onFocusDay(day.date)}
            className="month-cell"
          >
            <span className="sr-only">{t('monthDay', { day: formats.longDate(day.date), count: all.length })}</span>
            <button
              type="button"
              tabIndex={-1}
              aria-label={c('showDay', { day: formats.longDate(day.date) })}
              onClick={() => onDay(day.date)}
              className={cx(
                'tabular m-1 flex h-6 min-w-6 cursor-pointer items-center justify-center rounded-full px-1.5 text-xs font-[600]',
                day.date.equals(today) ? 'bg-accent text-on-accent' : cx('hover:bg-hover', outside ? 'text-fg-3' : 'text-fg'),
              )}
            >
              {day.date.day === 1 ? formats.date(day.date, { day: 'numeric', month: 'long' }) : day.date.day}
            </button>
            {starting.map(({ block, lane, columns }) => (
              <EventBlock
                key={block.key}
                block={block}
                calendars={calendars}
                past={block.end <= now}
                minutes={25}
                held={held === block.key}
                className="month-event"
                style={vars({ '--lane': lane, '--columns': columns })}
              />
            ))}
            {hidden > 0 ? (
              <button
                type="button"
                aria-haspopup="dialog"
                aria-label={t('moreOn', { count: hidden, day: formats.longDate(day.date) })}
                onClick={(event) => onMore(event.currentTarget, day.date)}
                className="month-event cursor-pointer rounded-sm px-2 text-start text-xs font-[600] text-fg-2 hover:bg-hover"
                style={vars({ '--lane': Math.max(rows - 1, 0), '--columns': 1 })}
              >
                {t('more', { count: hidden })}
              </button>
            ) : null}
          </div>
        );
      })}
    </div>
  );
}
