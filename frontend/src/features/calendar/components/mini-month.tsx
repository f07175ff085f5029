'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { cx } from '@/components/class-names';
import { Link } from '@/components/link';
import { meantKey } from '@/lib/language';
import { useFormats } from '@/lib/time/formats-context';
import { firstWeekday, monthGrid } from '@/lib/time/range';

interface Props {
  today: Temporal.PlainDate;
  selected: Temporal.PlainDate;
  /** Where a day leads to. */
  addressOf(day: string): string;
}

const arrow = { 'aria-hidden': true, className: 'size-4 rtl:-scale-x-100', strokeWidth: 1.75 } as const;
const moves: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** A month to jump from: one tab stop, arrows move, Enter goes there. */
export function MiniMonth({ today, selected, addressOf }: Props) {
  const t = useTranslations('calendar');
  const formats = useFormats();
  const [shown, setShown] = useState(selected.with({ day: 1 }));
  const [seen, setSeen] = useState(selected);
  const [at, setAt] = useState(selected);
  const grid = useRef<HTMLDivElement>(null);
  if (!seen.equals(selected)) {
    setSeen(selected);
    setShown(selected.with({ day: 1 }));
    setAt(selected);
  }
  const days = monthGrid(shown, firstWeekday(formats.locale));
  const stop = days.some((day) => day.equals(at)) ? at : shown;

  const move = (event: React.KeyboardEvent) => {
    const by = moves[meantKey(event.key)];
    if (by === undefined) return;
    event.preventDefault();
    const next = stop.add({ days: by });
    setAt(next);
    setShown(next.with({ day: 1 }));
    requestAnimationFrame(() => grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus());
  };

  return (
    <section aria-label={t('miniMonth')} className="px-1">
      <div className="flex items-center justify-between">
        <h2 className="ps-2 text-sm font-[600] first-letter:uppercase" aria-live="polite">
          {formats.monthAndYear(shown)}
        </h2>
        <span className="flex">
          <Button
            look="ghost"
            className="size-7!"
            square
            aria-label={t('previousMonth')}
            onPress={() => setShown(shown.subtract({ months: 1 }))}
            icon={<ChevronLeft {...arrow} />}
          />
          <Button
            look="ghost"
            className="size-7!"
            square
            aria-label={t('nextMonth')}
            onPress={() => setShown(shown.add({ months: 1 }))}
            icon={<ChevronRight {...arrow} />}
          />
        </span>
      </div>
      <div ref={grid} className="mt-1 grid grid-cols-7 justify-items-center gap-y-0.5" onKeyDown={move}>
        {days.slice(0, 7).map((day) => (
          <span key={day.dayOfWeek} aria-hidden className="flex h-6 items-center text-2xs font-[500] text-fg-3">
            {formats.date(day, { weekday: 'narrow' })}
          </span>
        ))}
        {days.map((day) => {
          const outside = day.month !== shown.month;
          return (
            <Link
              key={day.toString()}
              href={addressOf(day.toString())}
              aria-label={formats.longDate(day)}
              aria-current={day.equals(today) ? 'date' : undefined}
              tabIndex={day.equals(stop) ? 0 : -1}
              prefetch={false}
              className={cx(
                'tabular flex size-7 items-center justify-center rounded-full text-xs font-[500]',
                day.equals(today)
                  ? 'bg-accent font-[650] text-on-accent'
                  : day.equals(selected)
                    ? 'bg-accent-soft text-accent-text'
                    : cx('hover:bg-hover', outside ? 'text-fg-3' : 'text-fg-2'),
              )}
            >
              {day.day}
            </Link>
          );
        })}
      </div>
    </section>
  );
}
