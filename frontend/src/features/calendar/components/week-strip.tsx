'use client';

import { useTranslations } from 'use-intl';
import { cx } from '@/components/class-names';
import { dayIn } from '@/lib/time/day';
import { useFormats } from '@/lib/time/formats-context';
import { runsOn, type Block } from '../blocks';

interface Props {
  week: readonly Temporal.PlainDate[];
  selected: Temporal.PlainDate;
  today: Temporal.PlainDate;
  blocks: readonly Block[];
  onSelect(date: Temporal.PlainDate): void;
}

/** A phone's week: seven days to tap, a dot where something takes place. */
export function WeekStrip({ week, selected, today, blocks, onSelect }: Props) {
  const t = useTranslations('calendar');
  const formats = useFormats();
  return (
    <div role="group" aria-label={t('weekStrip')} className="grid flex-none grid-cols-7 border-b border-line bg-surface px-1 pb-1.5">
      {week.map((date) => {
        const { start, end } = dayIn(date, formats.zone);
        const count = blocks.filter((block) => (block.dates ? runsOn(block, date) : block.start < end && block.end > start)).length;
        const chosen = date.equals(selected);
        const isToday = date.equals(today);
        return (
          <button
            key={date.toString()}
            type="button"
            aria-pressed={chosen}
            aria-current={isToday ? 'date' : undefined}
            onClick={() => onSelect(date)}
            className="flex min-h-14 cursor-pointer flex-col items-center justify-center gap-0.5 rounded-md"
          >
            <span className="sr-only">{t('stripDay', { day: formats.longDate(date), count })}</span>
            <span aria-hidden className={cx('text-2xs font-[550] uppercase', isToday ? 'text-accent' : 'text-fg-3')}>
              {formats.date(date, { weekday: 'narrow' })}
            </span>
            <span
              aria-hidden
              className={cx(
                'tabular flex size-8 items-center justify-center rounded-full font-[600]',
                chosen ? (isToday ? 'bg-accent text-on-accent' : 'bg-fg text-bg') : isToday ? 'text-accent' : 'text-fg',
              )}
            >
              {date.day}
            </span>
            <span aria-hidden className={cx('size-1 rounded-full', count > 0 ? 'bg-fg-3' : 'bg-transparent')} />
          </button>
        );
      })}
    </div>
  );
}
