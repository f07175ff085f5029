import { expect, it } from 'vitest';
import { copied, drawn, lengthOf, mostWindows, nextWindow, overlapping, weekFrom, weekly } from './hours';

const office = [{ start: '09:00', end: '17:00' }];
const night = [{ start: '22:00', end: '06:00' }];
const week = { monday: office, tuesday: office, wednesday: [], thursday: office, friday: night, saturday: [], sunday: [] };

it('begins the week where the reader does', () => {
  expect(weekFrom(1)[0]).toBe('monday');
  expect(weekFrom(7)).toEqual(['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']);
});

it('counts a window that ends before it starts into the next day', () => {
  expect(lengthOf(night[0]!)).toBe(480);
  expect(lengthOf({ start: '00:00', end: '00:00' })).toBe(1440);
  expect(weekly(week)).toBe(4 * 480);
});

it('tells windows that overlap, whatever their order', () => {
  expect(overlapping([{ start: '13:00', end: '17:00' }, { start: '09:00', end: '13:00' }])).toBe(false);
  expect(overlapping([{ start: '12:59', end: '17:00' }, { start: '09:00', end: '13:00' }])).toBe(true);
});

it('offers one more window an hour after the last, while there is room in the day', () => {
  expect(nextWindow([])).toEqual(office[0]);
  expect(nextWindow(office)).toEqual({ start: '18:00', end: '19:00' });
  expect(nextWindow([{ start: '14:00', end: '22:30' }])).toBeNull();
  expect(nextWindow(Array.from({ length: mostWindows }, () => office[0]!))).toBeNull();
});

it('copies a day to the others that have hours, and leaves days off as they are', () => {
  const all = copied({ ...week, monday: night }, 'monday');
  expect([all.tuesday, all.thursday, all.friday]).toEqual([night, night, night]);
  expect([all.wednesday, all.saturday, all.sunday]).toEqual([[], [], []]);
});

it('draws what reaches past midnight on the day after', () => {
  expect(drawn(week, 'friday')).toEqual([{ from: 1320, to: 1440 }]);
  expect(drawn(week, 'saturday')).toEqual([{ from: 0, to: 360 }]);
  expect(drawn(week, 'sunday')).toEqual([]);
});
