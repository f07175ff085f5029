import { minutesInDay } from '@/lib/time/day';
import type { WorkSpan } from '@/lib/grid/scale';

/** Which hours of each day are printed: those of work and of meetings, all of them, or from one to another. */
export type Hours = 'planned' | 'all' | { readonly from: number; readonly to: number };

/** What was asked for of the paper. */
export interface Paper {
  readonly hours: Hours;
  /** Of an agenda, the last day. */
  readonly last: Temporal.PlainDate;
}

/** The first whole hour, and the one after the last. `stretches`: of meetings and of work, in minutes of a day. */
export function hoursOn(paper: Hours, stretches: readonly WorkSpan[]): { readonly from: number; readonly to: number } {
  if (typeof paper === 'object') return paper;
  if (paper === 'all' || stretches.length === 0) return { from: 0, to: minutesInDay / 60 };
  const [from, to] = [Math.min(...stretches.map((each) => each.from)), Math.max(...stretches.map((each) => each.to))];
  return { from: Math.floor(from / 60), to: Math.ceil(to / 60) };
}
