import { expect, it } from 'vitest';
import { Formats } from './formats';
import { moveText, spanText } from './span';

const formats = new Formats('en-GB', 'Europe/Paris');
const at = (utc: string) => ({ date_time: utc.slice(0, 19), time_zone: 'UTC', utc });

it('says when on the clocks of the reader', () => {
  expect(spanText({ start: at('2026-11-24T14:00:00Z'), end: at('2026-11-24T14:45:00Z') }, formats)).toBe('Tue 24 Nov, 15:00 – 15:45');
});

it('names days, which are the same everywhere, without the one after the last', () => {
  expect(spanText({ start: { date: '2026-12-10' }, end: { date: '2026-12-11' } }, formats)).toBe('Thu 10 Dec');
  expect(spanText({ start: { date: '2026-12-10' }, end: { date: '2026-12-12' } }, formats)).toBe('Thu 10 Dec – Fri 11 Dec');
});

it('names the day once where a move keeps it', () => {
  const hour = (day: number, from: number) => ({ start: at(`2026-11-${day}T${from}:00:00Z`), end: at(`2026-11-${day}T${from + 1}:00:00Z`) });
  expect(moveText(hour(24, 13), hour(24, 15), formats)).toBe('Tue 24 Nov, 14:00 – 15:00 → 16:00 – 17:00');
  expect(moveText(hour(24, 13), hour(25, 13), formats)).toBe('Tue 24 Nov, 14:00 – 15:00 → Wed 25 Nov, 14:00 – 15:00');
  expect(moveText(hour(24, 13), { start: { date: '2026-11-24' }, end: { date: '2026-11-25' } }, formats)).toBe(
    'Tue 24 Nov, 14:00 – 15:00 → Tue 24 Nov',
  );
});
