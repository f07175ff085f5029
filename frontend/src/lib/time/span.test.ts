import { expect, it } from 'vitest';
import { Formats } from './formats';
import { spanText } from './span';

const formats = new Formats('en-GB', 'Europe/Paris');
const at = (utc: string) => ({ date_time: utc.slice(0, 19), time_zone: 'UTC', utc });

it('says when on the clocks of the reader', () => {
  expect(spanText({ start: at('2026-11-24T14:00:00Z'), end: at('2026-11-24T14:45:00Z') }, formats)).toBe('Tue 24 Nov, 15:00 – 15:45');
});

it('names days, which are the same everywhere, without the one after the last', () => {
  expect(spanText({ start: { date: '2026-12-10' }, end: { date: '2026-12-11' } }, formats)).toBe('Thu 10 Dec');
  expect(spanText({ start: { date: '2026-12-10' }, end: { date: '2026-12-12' } }, formats)).toBe('Thu 10 Dec – Fri 11 Dec');
});
