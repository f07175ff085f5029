import { minutesInDay, wallMinute, type Day } from '@/lib/time/day';

/** A stretch of one day's column, in wall minutes. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Whether it goes on before the day's first or after its last minute. */
  readonly before: boolean;
  readonly after: boolean;
}

/** The part of [start, end) that a day shows, or null. */
export function stretchOn(day: Day, start: number, end: number): Stretch | null {
  if (end <= day.start || start >= day.end) return null;
  return {
    from: wallMinute(day, start),
    to: wallMinute(day, end),
    before: start < day.start,
    after: end > day.end,
  };
}

/** Share of the column's height, as CSS wants it. */
export function percent(minutes: number): string {
  return `${((minutes / minutesInDay) * 100).toFixed(4)}%`;
}

/** Down to the step below; the last step of the day stays inside it. */
export function snap(minutes: number, step: number): number {
  const snapped = Math.floor(minutes / step) * step;
  return Math.min(Math.max(snapped, 0), minutesInDay - step);
}

/** The wall minute where the view starts: an hour and a half before now, or the first meeting, or eight o'clock. */
export function openingMinute(now: number | null, firstMeeting: number | null): number {
  if (now !== null) return Math.max(0, now - 90);
  return Math.max(0, Math.min(firstMeeting ?? 480, 480) - 30);
}

/** A stretch of a day's wall in which somebody works. Minutes. */
export interface WorkSpan {
  readonly from: number;
  readonly to: number;
}

/** What is left of the day: drawn a little deeper. */
export function restOf(work: readonly WorkSpan[]): WorkSpan[] {
  const rest: WorkSpan[] = [];
  let at = 0;
  for (const { from, to } of work) {
    if (from > at) rest.push({ from: at, to: from });
    at = Math.max(at, to);
  }
  return at < minutesInDay ? [...rest, { from: at, to: minutesInDay }] : rest;
}
