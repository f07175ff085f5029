import { daysFrom, monthGrid, startOfWeek } from '@/lib/time/range';
import { daysIn, type View } from './view';

/** The dates a view shows around one of them. */
export function datesOf(view: View, date: Temporal.PlainDate, firstWeekday: number): Temporal.PlainDate[] {
  if (view === 'month') return monthGrid(date, firstWeekday);
  return daysFrom(view === 'week' ? startOfWeek(date, firstWeekday) : date, daysIn(view));
}

export function pageBy(view: View, date: Temporal.PlainDate, by: -1 | 1): Temporal.PlainDate {
  if (view === 'month') return date.with({ day: 1 }).add({ months: by });
  if (view === 'agenda') return date.add({ weeks: by });
  return date.add({ days: by * daysIn(view) });
}
