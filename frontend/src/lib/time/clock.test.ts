import { expect, it } from 'vitest';
import { clockOf, minutesOf, parseClock } from './clock';

it.each([
  ['9', '09:00'],
  ['9:30', '09:30'],
  ['9.30', '09:30'],
  ['930', '09:30'],
  ['1730', '17:30'],
  ['17h30', '17:30'],
  ['17h', '17:00'],
  ['5 pm', '17:00'],
  ['5:15PM', '17:15'],
  ['12 am', '00:00'],
  ['12 p.m.', '12:00'],
  ['24:00', '00:00'],
  [' 08:05 ', '08:05'],
])('reads %s as %s', (text, clock) => expect(parseClock(text)).toBe(clock));

it.each(['', 'noon', '25', '9:60', '13 pm', '0 am', '-1', '9:3', '12345'])('reads nothing into %s', (text) =>
  expect(parseClock(text)).toBeNull(),
);

it('counts minutes there and back, past midnight too', () => {
  expect(minutesOf('17:30')).toBe(1050);
  expect(clockOf(1050)).toBe('17:30');
  expect(clockOf(1440 + 90)).toBe('01:30');
});
