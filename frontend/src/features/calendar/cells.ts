import { cellsPerDay, halfHoursOf, type HalfHour } from '@/lib/grid/half-hours';
import type { Day } from '@/lib/time/day';
import { startOfWeek } from '@/lib/time/range';
import type { Block } from './blocks';

/** One focusable half hour of a day, and what takes place in it. */
export interface Cell extends HalfHour {
  readonly blocks: readonly Block[];
}

export function cellsOf(day: Day, blocks: readonly Block[]): Cell[] {
  return halfHoursOf(day).map((half) => ({
    ...half,
    blocks: half.skipped ? [] : blocks.filter((block) => !block.dates && block.start < half.end && block.end > half.instant),
  }));
}

/** Where the keyboard stands: a day of the row, a cell of the day, and how many cells are selected from there. */
export interface Cursor {
  readonly day: number;
  readonly cell: number;
  readonly length: number;
}

export type Step =
  | { readonly kind: 'stay'; readonly cursor: Cursor }
  /** The cursor left the row of days: show the neighbouring range. */
  | { readonly kind: 'page'; readonly by: -1 | 1; readonly cursor: Cursor }
  | { readonly kind: 'create'; readonly cursor: Cursor };

/** What a key does to the cursor; null when it is none of ours. With `far` (Ctrl or ⌘) Home and End go to the ends of the row of days. */
export function step(cursor: Cursor, key: string, shift: boolean, days: number, far = false): Step | null {
  if (far && key !== 'Home' && key !== 'End') return null;
  const stay = (next: Partial<Cursor>): Step => ({ kind: 'stay', cursor: { ...cursor, length: 1, ...next } });
  const lastCell = cellsPerDay - 1;
  switch (key) {
    case 'ArrowDown':
      if (shift) return stay({ length: Math.min(cursor.length + 1, cellsPerDay - cursor.cell) });
      return stay({ cell: Math.min(cursor.cell + 1, lastCell) });
    case 'ArrowUp':
      if (shift) return stay({ length: Math.max(cursor.length - 1, 1) });
      return stay({ cell: Math.max(cursor.cell - 1, 0) });
    case 'ArrowRight':
      if (cursor.day < days - 1) return stay({ day: cursor.day + 1 });
      return { kind: 'page', by: 1, cursor: { ...cursor, day: 0, length: 1 } };
    case 'ArrowLeft':
      if (cursor.day > 0) return stay({ day: cursor.day - 1 });
      return { kind: 'page', by: -1, cursor: { ...cursor, day: days - 1, length: 1 } };
    case 'PageDown':
    case 'PageUp':
      return { kind: 'page', by: key === 'PageDown' ? 1 : -1, cursor: { ...cursor, length: 1 } };
    case 'Home':
      return stay({ cell: 0, day: far ? 0 : cursor.day });
    case 'End':
      return stay({ cell: lastCell, day: far ? days - 1 : cursor.day });
    case 'Escape':
      return cursor.length > 1 ? stay({}) : null;
    case 'Enter':
    case ' ':
      return { kind: 'create', cursor };
    default:
      return null;
  }
}

const monthSteps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** Where a key leads in a month of weeks; null when it is none of ours. */
export function monthStep(date: Temporal.PlainDate, key: string, firstWeekday: number): Temporal.PlainDate | null {
  const by = monthSteps[key];
  if (by !== undefined) return date.add({ days: by });
  const start = startOfWeek(date, firstWeekday);
  if (key === 'Home') return start;
  if (key === 'End') return start.add({ days: 6 });
  if (key === 'PageUp') return date.subtract({ months: 1 });
  if (key === 'PageDown') return date.add({ months: 1 });
  return null;
}
