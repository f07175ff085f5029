import type { Day } from '@/lib/time/day';
import { blocksOn, type Block } from './blocks';
import { fit, weekLanesOf } from './lanes';

export interface MonthDay {
  readonly day: Day;
  /** Everything on that day, in order. */
  readonly all: readonly Block[];
  /** What is drawn from this day on, in which row and over how many days of the week. */
  readonly starting: readonly { readonly block: Block; readonly lane: number; readonly columns: number }[];
  /** How many there was no row for. */
  readonly hidden: number;
}

export interface MonthWeek {
  readonly days: readonly MonthDay[];
}

/** A week of a month, filled from above with so many rows. */
export function weekOf(days: readonly Day[], blocks: readonly Block[], rows: number): MonthWeek {
  const all = days.map((day) => blocksOn(blocks, day));
  const spans = new Map<string, { key: string; first: number; last: number }>();
  all.forEach((here, column) => {
    for (const { key } of here) spans.set(key, { key, first: spans.get(key)?.first ?? column, last: column });
  });
  const byKey = new Map(all.flat().map((block) => [block.key, block]));
  const { shown, hidden } = fit(weekLanesOf([...spans.values()]), days.length, rows);
  return {
    days: days.map((day, column) => ({
      day,
      all: all[column]!,
      starting: shown
        .filter(({ first }) => first === column)
        .map(({ key, lane, last }) => ({ block: byKey.get(key)!, lane, columns: last - column + 1 })),
      hidden: hidden[column]!.length,
    })),
  };
}
