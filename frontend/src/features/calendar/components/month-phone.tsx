'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { cx } from '@/components/class-names';
import { dayIn } from '@/lib/time/day';
import { useFormats } from '@/lib/time/formats-context';
import { firstWeekday, monthGrid } from '@/lib/time/range';
import { momentAt, startOf } from '@/lib/time/moment';
import { blocksOn, type Block } from '../blocks';
import { monthStep } from '../cells';
import type { Calendars } from '../overlays';
import { AgendaRows } from './agenda-rows';
import type { GridActions } from './time-grid';

interface Props extends GridActions {
  date: Temporal.PlainDate;
  today: Temporal.PlainDate;
  blocks: readonly Block[];
  calendars: Calendars;
  now: number;
  isUnread: boolean;
  onDate(date: Temporal.PlainDate): void;
}

const mostDots = 3;

/** A phone's month: a dot for each meeting, and below it the day one has tapped. */
export function MonthPhone({ date, today, blocks, calendars, now, isUnread, onDate, onOpen, onCreate }: Props) {
  const t = useTranslations('views');
  const formats = useFormats();
  const first = firstWeekday(formats.locale);
  const days = monthGrid(date, first);
  const here = blocksOn(blocks, dayIn(date, formats.zone));

  const keyDown = (event: React.KeyboardEvent) => {
    const next = monthStep(date, event.key, first);
    if (!next) return;
    event.preventDefault();
    const group = event.currentTarget;
    onDate(next);
    requestAnimationFrame(() => group.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus());
  };

  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto bg-surface">
      <div className="flex-none border-b border-line px-1 pt-1 pb-2">
        <div aria-hidden className="grid grid-cols-7 text-center text-2xs font-[550] text-fg-3 uppercase">
          {days.slice(0, 7).map((day) => (
            <span key={day.dayOfWeek}>{formats.date(day, { weekday: 'narrow' })}</span>
          ))}
        </div>
        <div role="group" aria-label={formats.monthAndYear(date)} className="grid grid-cols-7" onKeyDown={keyDown}>
          {days.map((day) => {
            const count = blocksOn(blocks, dayIn(day, formats.zone));
            const chosen = day.equals(date);
            const isToday = day.equals(today);
            return (
              <button
                key={day.toString()}
                type="button"
                aria-pressed={chosen}
                aria-current={isToday ? 'date' : undefined}
                aria-label={t('monthDay', { day: formats.longDate(day), count: count.length })}
                tabIndex={chosen ? 0 : -1}
                onClick={() => onDate(day)}
                className="flex min-h-11 cursor-pointer flex-col items-center justify-center gap-0.5 rounded-md"
              >
                <span
                  className={cx(
                    'tabular flex size-7 items-center justify-center rounded-full text-sm font-[600]',
                    chosen ? (isToday ? 'bg-accent text-on-accent' : 'bg-fg text-bg') : isToday ? 'text-accent' : day.month === date.month ? 'text-fg' : 'text-fg-3',
                  )}
                >
                  {day.day}
                </span>
                <span className="flex h-1.5 gap-0.5">
                  {count.slice(0, mostDots).map((block) => (
                    <span key={block.key} className={cx(`hue-${calendars.hueOf(block)}`, 'size-1.5 rounded-full bg-(--bar)')} />
                  ))}
                </span>
              </button>
            );
          })}
        </div>
      </div>
      <section aria-labelledby="month-day" className="flex flex-1 flex-col gap-2 p-3">
        <div className="flex items-center justify-between gap-2">
          <h2 id="month-day" className="text-base font-[620] first-letter:uppercase">
            {formats.longDate(date)}
          </h2>
          <Button
            look="ghost"
            square
            aria-label={t('create')}
            onPress={() => {
              const start = startOf(momentAt(date.toString(), '09:00', formats.zone), formats.zone);
              onCreate({ start, end: start + 30 * 60_000, allDay: false });
            }}
            icon={<Plus aria-hidden className="size-4.5" strokeWidth={1.75} />}
          />
        </div>
        {here.length === 0 && !isUnread ? <p className="text-fg-3">{t('nothing')}</p> : null}
        <AgendaRows rows={here.map((block) => ({ kind: 'meeting', block }))} calendars={calendars} now={now} onOpen={onOpen} />
      </section>
    </div>
  );
}
