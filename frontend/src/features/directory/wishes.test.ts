import { expect, it } from 'vitest';
import { isNarrow, queryOf, wishOf } from './wishes';

const none = { words: '', seats: 1, equipment: [], free: '', date: null };
const read = (query: string) => wishOf(new URLSearchParams(query));

it('is the same after a way through the address', () => {
  const wish = { words: 'blue & green', seats: 6, equipment: ['beamer', 'white board'], free: '14:30', date: '2026-12-01' };
  expect(read(queryOf(wish))).toEqual(wish);
  expect(queryOf({ ...none, free: 'now', equipment: ['a', 'b'] })).toBe('?with=a,b&free=now');
  expect(queryOf(none)).toBe('');
});

it('passes over what it cannot mean', () => {
  expect(read('?seats=-4&free=noon&with=%3Cb%3E,,screen,screen')).toEqual({ ...none, equipment: ['screen'] });
  expect(read('?seats=1e9&free=09:15')).toEqual(none);
});

it('is narrow where more than a day is asked', () => {
  expect(isNarrow({ ...none, date: '2026-12-01' })).toBe(false);
  expect(isNarrow({ ...none, equipment: ['screen'] })).toBe(true);
});
