import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fitted, joined, stateAt, vacancyOf, without, type Span, type Vacancy } from './vacancy';

const at = (hour: number) => `2026-12-01T${String(hour).padStart(2, '0')}:00:00Z`;
const spans = (...hours: [number, number][]) => hours.map(([start, end]) => ({ start: at(start), end: at(end) }));
const hour = (number: number) => Date.parse(at(number));
const room = (open: [number, number][], busy: [number, number][]) =>
  vacancyOf({ working_hours: spans(...open), busy: spans(...busy).map((span) => ({ ...span, kind: 'meeting' as never })), errors: [] });
const blue = room([[8, 18]], [[10, 11], [11, 12], [14, 15]]);

it('says until when it is free, and nothing where that is beyond the day', () => {
  expect(stateAt(blue, hour(9), hour(24 - 1))).toEqual({ kind: 'free', until: hour(10) });
  expect(stateAt(room([[0, 23]], []), hour(9), hour(23))).toEqual({ kind: 'free', until: null });
});

it('says when a taken or a closed room is free again', () => {
  expect(stateAt(blue, hour(10), hour(23))).toEqual({ kind: 'taken', from: hour(12) });
  expect(stateAt(blue, hour(6), hour(23))).toEqual({ kind: 'closed', from: hour(8) });
  expect(stateAt(blue, hour(18), hour(23))).toEqual({ kind: 'closed', from: null });
});

it('cuts a wish at the next booking, and takes none that begins in one', () => {
  expect(fitted(blue, { start: hour(9), end: hour(11) })).toEqual({ start: hour(9), end: hour(10) });
  expect(fitted(blue, { start: hour(10), end: hour(13) })).toBeNull();
});

const anySpans = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 20 })).map(([start, length]): Span => ({ start, end: start + length })),
  { maxLength: 8 },
);
const covers = (some: readonly Span[], moment: number) => some.some(({ start, end }) => start <= moment && moment < end);

it('is free at each moment in which it is open and not taken, and at no other', () => {
  fc.assert(
    fc.property(anySpans, anySpans, fc.integer({ min: 0, max: 79 }), (opened, busy, moment) => {
      const [open, taken] = [joined(opened), joined(busy)];
      const vacancy: Vacancy = { open, taken, free: without(open, taken) };
      const isFree = (at: number) => covers(open, at) && !covers(taken, at);
      const state = stateAt(vacancy, moment, 80);
      expect(state.kind === 'free').toBe(isFree(moment));
      const next = state.kind === 'free' ? state.until : state.from;
      const until = next ?? 80;
      // Nothing changes before the moment that is named, and there it does.
      for (let at = moment; at < until; at += 1) expect(isFree(at)).toBe(isFree(moment));
      if (next !== null) expect(isFree(next)).toBe(!isFree(moment));
    }),
  );
});

it('gives of a wish only what is free', () => {
  fc.assert(
    fc.property(anySpans, anySpans, fc.integer({ min: 0, max: 70 }), fc.integer({ min: 1, max: 20 }), (opened, busy, start, length) => {
      const [open, taken] = [joined(opened), joined(busy)];
      const vacancy: Vacancy = { open, taken, free: without(open, taken) };
      const had = fitted(vacancy, { start, end: start + length });
      expect(had !== null).toBe(covers(vacancy.free, start));
      if (!had) return;
      expect(had.end).toBeLessThanOrEqual(start + length);
      for (let moment = had.start; moment < had.end; moment += 1) expect(covers(vacancy.free, moment)).toBe(true);
    }),
  );
});
