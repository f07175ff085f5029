import { expect, it } from 'vitest';
import { freedomOf } from './free-busy';

const at = (hour: number) => `2026-12-01T${String(hour).padStart(2, '0')}:00:00Z`;
const hours = { start: at(9), end: at(17) };
const subject = (...busy: [number, number][]) => ({
  busy: busy.map(([start, end]) => ({ start: at(start), end: at(end), kind: 'meeting' as never })),
  working_hours: [hours],
  errors: [],
});

it('is busy where anything meets the span, and free where things only touch it', () => {
  expect(freedomOf(subject([10, 12]), at(11), at(13))).toBe('busy');
  expect(freedomOf(subject([10, 11], [13, 14]), at(11), at(13))).toBe('free');
});

it('is outside where the hours do not hold all of the span', () => {
  expect(freedomOf(subject(), at(8), at(10))).toBe('outside');
  expect(freedomOf({ ...subject(), working_hours: [] }, at(10), at(11))).toBe('outside');
});

it('cannot be had when there is no such room any more', () => {
  expect(freedomOf({ ...subject(), errors: [{ code: 'not_found', message: '' }] }, at(10), at(11))).toBe('busy');
});
