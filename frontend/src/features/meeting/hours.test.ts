import { expect, it } from 'vitest';
import { isWithin, type Hours } from './hours';

const day = [{ start: '09:00', end: '17:00' }];
const hours: Hours = {
  time_zone: 'Asia/Kathmandu',
  weekly: { monday: day, tuesday: [{ start: '22:00', end: '02:00' }], wednesday: [], thursday: day, friday: day, saturday: [], sunday: [] },
  exceptions: [{ date: '2026-12-03', windows: [] }],
  out_of_office: [{ start: '2026-12-04T00:00:00Z', end: '2026-12-05T00:00:00Z' }],
};
const works = (text: string) => isWithin(hours, Temporal.ZonedDateTime.from(`${text}[Asia/Kathmandu]`).epochMilliseconds);

it('knows the hours on their own clocks', () => {
  expect(['2026-11-30T08:59', '2026-11-30T09:00', '2026-11-30T16:59', '2026-11-30T17:00'].map(works)).toEqual([false, true, true, false]);
});

it('lets a night reach into the next day', () => {
  expect(['2026-12-01T21:59', '2026-12-01T23:00', '2026-12-02T01:59', '2026-12-02T02:00'].map(works)).toEqual([false, true, true, false]);
});

it('knows days that are otherwise, and absences', () => {
  expect(['2026-12-03T10:00', '2026-12-04T10:00', '2026-12-10T10:00'].map(works)).toEqual([false, false, true]);
});
