import type { HoursWindow, WeekOfHours } from '@/lib/api/types';

const names = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** Weekdays in a row with the same hours; ISO numbers, Monday is 1. */
export interface WeekRow {
  readonly first: number;
  readonly last: number;
  readonly windows: readonly HoursWindow[];
}

export function weekRows(week: WeekOfHours, firstWeekday: number): WeekRow[] {
  const rows: WeekRow[] = [];
  for (let step = 0; step < 7; step += 1) {
    const number = ((firstWeekday - 1 + step) % 7) + 1;
    const windows = week[names[number - 1]!];
    const last = rows.at(-1);
    if (last && JSON.stringify(last.windows) === JSON.stringify(windows)) rows[rows.length - 1] = { ...last, last: number };
    else rows.push({ first: number, last: number, windows });
  }
  return rows;
}

const always: HoursWindow[] = [{ start: '00:00', end: '24:00' }];

/** Of what never closes. */
export const alwaysOpen: WeekOfHours = { monday: always, tuesday: always, wednesday: always, thursday: always, friday: always, saturday: always, sunday: always };
