import { instantAtWall, minutesInDay, type Day } from '@/lib/time/day';

/** Half an hour of a day's wall. */
export interface HalfHour {
  readonly index: number;
  /** Wall minute, and the instants between which it lies. */
  readonly minute: number;
  readonly instant: number;
  readonly end: number;
  /** The wall never shows this half hour: clocks go forward over it. */
  readonly skipped: boolean;
  /** The half hour happens twice. */
  readonly repeated: boolean;
}

export const cellMinutes = 30;
export const cellsPerDay = minutesInDay / cellMinutes;

export function halfHoursOf(day: Day): HalfHour[] {
  return Array.from({ length: cellsPerDay }, (_, index) => {
    const minute = index * cellMinutes;
    return {
      index,
      minute,
      instant: instantAtWall(day, minute),
      end: index + 1 < cellsPerDay ? instantAtWall(day, minute + cellMinutes) : day.end,
      skipped: day.skipped.some((span) => span.from <= minute && minute + cellMinutes <= span.to),
      repeated: day.repeated.some((span) => span.from < minute + cellMinutes && minute < span.to),
    };
  });
}
