import { expect, it } from 'vitest';
import { alwaysOpen, weekRows } from './week-rows';

const nine = [{ start: '09:00', end: '17:00' }];
const office = { ...alwaysOpen, monday: nine, tuesday: nine, wednesday: nine, thursday: nine, friday: nine, saturday: [], sunday: [] };

it('says once what several days have in common', () => {
  expect(weekRows(office, 1).map(({ first, last, windows }) => [first, last, windows.length])).toEqual([[1, 5, 1], [6, 7, 0]]);
  expect(weekRows(alwaysOpen, 1)).toHaveLength(1);
});

it('begins where the reader’s week does', () => {
  expect(weekRows(office, 7).map(({ first, last }) => [first, last])).toEqual([[7, 7], [1, 5], [6, 6]]);
});
