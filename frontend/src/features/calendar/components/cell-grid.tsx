'use client';

import { useEffect, useMemo, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { cx } from '@/components/class-names';
import { vars } from '@/components/css-vars';
import { meantKey } from '@/lib/language';
import { cellMinutes, cellsPerDay } from '@/lib/grid/half-hours';
import { percent } from '@/lib/grid/scale';
import { useFormats } from '@/lib/time/formats-context';
import type { Day } from '@/lib/time/day';
import type { Block } from '../blocks';
import { cellsOf, step, type Cell, type Cursor } from '../cells';

interface Props {
  days: readonly Day[];
  blocks: readonly Block[];
  label: string;
  /** Id of the row of day names, which stands outside the scrolling part. */
  headId: string;
  cursor: Cursor;
  /** Wall minute of the now line when it is in view: its own label takes the place of a close hour's. */
  nowMinute: number | null;
  onCursor(cursor: Cursor): void;
  onPage(by: -1 | 1, cursor: Cursor): void;
  onCreate(cursor: Cursor): void;
}

/**
 * The half hours, for keyboards and screen readers: one tab stop, arrows move. Only the days around the cursor
 * have cells, so that a week does not cost 336 of them. Events are not in here; they are buttons of their own.
 */
export function CellGrid({ days, blocks, label, headId, cursor, nowMinute, onCursor, onPage, onCreate }: Props) {
  const t = useTranslations('calendar');
  const formats = useFormats();
  const focused = useRef<HTMLDivElement>(null);
  const follow = useRef(false);

  const near = [cursor.day - 1, cursor.day, cursor.day + 1].filter((index) => index >= 0 && index < days.length);
  const columns = useMemo(
    () => new Map(near.map((index) => [index, cellsOf(days[index]!, blocks)])),
    // `near` is made of the cursor's day and the number of days.
    [days, blocks, cursor.day],
  );

  useEffect(() => {
    if (!follow.current) return;
    follow.current = false;
    focused.current?.focus({ preventScroll: true });
    focused.current?.scrollIntoView({ block: 'nearest' });
  });

  const pressed = (event: React.KeyboardEvent) => {
    if (event.altKey) return;
    const taken = step(cursor, meantKey(event.key), event.shiftKey, days.length, event.metaKey || event.ctrlKey);
    if (!taken) return;
    event.preventDefault();
    follow.current = taken.kind !== 'create';
    if (taken.kind === 'stay') onCursor(taken.cursor);
    else if (taken.kind === 'page') onPage(taken.by, taken.cursor);
    else onCreate(taken.cursor);
  };

  const cellLabel = (day: Day, cell: Cell): string => {
    const what = cell.skipped
      ? t('cellSkipped')
      : cell.blocks.length > 0
        ? t('cellBusy', { titles: cell.blocks.map(({ entry }) => entry.title ?? t('busy')).join(', ') })
        : t('cellFree');
    const time = cell.repeated ? t('cellRepeated', { time: formats.wallTime(cell.minute) }) : formats.wallTime(cell.minute);
    return [formats.longDate(day.date), time, what].join(', ');
  };

  return (
    <div
      role="grid"
      aria-label={label}
      aria-rowcount={cellsPerDay + 1}
      aria-colcount={days.length + 1}
      aria-owns={headId}
      aria-describedby={`${headId}-keys`}
      className="pointer-events-none absolute inset-0"
      onKeyDown={pressed}
    >
      {Array.from({ length: cellsPerDay }, (_, row) => (
        <div key={row} role="row" aria-rowindex={row + 2}>
          {row % 2 === 0 ? (
            <div
              role="rowheader"
              aria-colindex={1}
              className={cx(
                'timegrid-hour timegrid-own-hour pe-2',
                nowMinute !== null && Math.abs(nowMinute - row * cellMinutes) < 14 && 'opacity-0',
              )}
              style={vars({ '--top': percent(row * cellMinutes) })}
            >
              {row === 0 ? <span className="sr-only">{formats.hour(0)}</span> : formats.hour(row / 2)}
            </div>
          ) : null}
          {near.map((index) => {
            const cell = columns.get(index)![row]!;
            const here = index === cursor.day && row === cursor.cell;
            return (
              <div
                key={index}
                ref={here ? focused : undefined}
                role="gridcell"
                aria-colindex={index + 2}
                aria-label={cellLabel(days[index]!, cell)}
                aria-selected={index === cursor.day && row >= cursor.cell && row < cursor.cell + cursor.length && cursor.length > 1}
                tabIndex={here ? 0 : -1}
                data-at={`${days[index]!.date.toString()} ${cell.minute}`}
                className="timegrid-cell"
                style={vars({ '--top': percent(row * cellMinutes), '--day': index })}
              />
            );
          })}
        </div>
      ))}
    </div>
  );
}
