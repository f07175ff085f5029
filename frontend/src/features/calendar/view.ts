import { daysFrom, startOfWeek } from '@/lib/time/range';

/** How many days are side by side. */
export type View = 'day' | 'three' | 'week';

export const viewDays: Record<View, number> = { day: 1, three: 3, week: 7 };

export function parseView(text: string | null): View | null {
  return text === 'day' || text === 'three' || text === 'week' ? text : null;
}

/** The view a width can carry; a phone never gets more than a day. */
export function viewFor(width: number, wished: View | null): View {
  if (width < 768) return 'day';
  return wished ?? (width < 1024 ? 'three' : 'week');
}

/** The dates a view shows around one of them. */
export function datesOf(view: View, date: Temporal.PlainDate, firstWeekday: number): Temporal.PlainDate[] {
  return daysFrom(view === 'week' ? startOfWeek(date, firstWeekday) : date, viewDays[view]);
}

export function pageBy(view: View, date: Temporal.PlainDate, by: -1 | 1): Temporal.PlainDate {
  return date.add({ days: by * viewDays[view] });
}
