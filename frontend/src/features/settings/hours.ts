import type { HoursWindow, WeekOfHours } from '@/lib/api/types';
import { clockOf, minutesOf } from '@/lib/time/clock';

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

export type Weekday = (typeof weekdays)[number];

/** The most that the server takes a day. */
export const mostWindows = 10;

/** Weekdays in the reader's order; `first` is ISO, Monday is 1. */
export function weekFrom(first: number): Weekday[] {
  return [...weekdays.slice(first - 1), ...weekdays.slice(0, first - 1)];
}

/** Minutes of a window; one that ends before it starts reaches into the next day. */
export function lengthOf({ start, end }: HoursWindow): number {
  const length = minutesOf(end) - minutesOf(start);
  return length > 0 ? length : length + 1440;
}

/** Whether two windows of one day overlap. */
export function overlapping(windows: readonly HoursWindow[]): boolean {
  const ordered = [...windows].sort((one, other) => minutesOf(one.start) - minutesOf(other.start));
  return ordered.some((window, index) => {
    const next = ordered[index + 1];
    return next !== undefined && minutesOf(window.start) + lengthOf(window) > minutesOf(next.start);
  });
}

/** One more window: an hour after the last, or office hours where there is none; null when the day is full. */
export function nextWindow(windows: readonly HoursWindow[]): HoursWindow | null {
  if (windows.length >= mostWindows) return null;
  const last = windows.at(-1);
  if (!last) return { start: '09:00', end: '17:00' };
  const start = minutesOf(last.start) + lengthOf(last) + 60;
  return start + 60 > 1440 ? null : { start: clockOf(start), end: clockOf(start + 60) };
}

/** The same hours on all days that have any; `day` is where they come from. */
export function copied(week: WeekOfHours, day: Weekday): WeekOfHours {
  const windows = week[day];
  const entries = weekdays.map((each) => [each, week[each].length > 0 || each === day ? windows : []]);
  return Object.fromEntries(entries) as WeekOfHours;
}

/** Stretches of a day to draw, as minutes after its midnight; what reaches past it is drawn on the day after. */
export function drawn(week: WeekOfHours, day: Weekday): { from: number; to: number }[] {
  const before = weekdays[(weekdays.indexOf(day) + 6) % 7] as Weekday;
  const spilled = week[before]
    .map((window) => ({ from: 0, to: minutesOf(window.start) + lengthOf(window) - 1440 }))
    .filter(({ to }) => to > 0);
  const own = week[day].map((window) => ({
    from: minutesOf(window.start),
    to: Math.min(1440, minutesOf(window.start) + lengthOf(window)),
  }));
  return [...spilled, ...own];
}

/** Minutes of work a week. */
export function weekly(week: WeekOfHours): number {
  return weekdays.reduce((sum, day) => sum + week[day].reduce((minutes, window) => minutes + lengthOf(window), 0), 0);
}
