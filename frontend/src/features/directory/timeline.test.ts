import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Block } from '@/features/calendar';
import { dayIn, minutesInDay } from '@/lib/time/day';
import { barsOf, boxOnLine, closedOn, keptOn, openingMinute, spotOnLine, turnedKey, type Lines } from './timeline';

const dayOf = (date: string, zone = 'Europe/Paris') => dayIn(Temporal.PlainDate.from(date), zone);
const day = dayOf('2026-12-01');
const at = (hour: number) => day.start + hour * 3_600_000;
const booking = (from: number, to: number) => ({ key: `${from}`, start: at(from), end: at(to), dates: null }) as Block;
const vacancy = (open: [number, number][], taken: [number, number][] = []) => {
  const spans = (hours: [number, number][]) => hours.map(([start, end]) => ({ start: at(start), end: at(end) }));
  return { open: spans(open), taken: spans(taken), free: [] };
};

it('draws what takes place on the day, and of the rest what reaches into it', () => {
  const bars = barsOf(day, [booking(9, 10.5), booking(-2, 1), booking(23, 26), booking(30, 31)]);
  expect(bars.map(({ from, to }) => [from, to])).toEqual([[540, 630], [0, 60], [1380, 1440]]);
});

it('draws whole days from end to end', () => {
  const dates = { first: Temporal.PlainDate.from('2026-11-30'), after: Temporal.PlainDate.from('2026-12-02') };
  expect(barsOf(day, [{ ...booking(0, 1), dates }])).toMatchObject([{ from: 0, to: minutesInDay }]);
  expect(barsOf(dayOf('2026-12-02'), [{ ...booking(0, 1), dates }])).toEqual([]);
});

it('is closed before, between and after its hours', () => {
  expect(closedOn(day, vacancy([[8, 12], [13, 18]]))).toEqual([
    { from: 0, to: 480 },
    { from: 720, to: 780 },
    { from: 1080, to: 1440 },
  ]);
});

it('shows what is kept free around a booking, or held, and not the booking again', () => {
  expect(keptOn(day, vacancy([[0, 24]], [[8.5, 11], [14, 15]]), [booking(9, 11)])).toEqual([
    { from: 510, to: 540 },
    { from: 840, to: 900 },
  ]);
});

it('follows the clocks: an hour that is skipped takes its place on the line, and no time', () => {
  const spring = dayOf('2026-03-29');
  const hour = spring.start + 3_600_000;
  const [bar] = barsOf(spring, [{ key: '', start: hour, end: hour + 2 * 3_600_000, dates: null } as Block]);
  expect([bar!.from, bar!.to]).toEqual([60, 240]);
});

it('begins an hour before now, else shortly before the first room opens, else in the morning', () => {
  expect(openingMinute(day, at(10), [])).toBe(540);
  expect(openingMinute(day, at(-5), [vacancy([[9, 17]]), vacancy([[7, 12]])])).toBe(390);
  expect(openingMinute(day, at(-5), [vacancy([[0, 24]])])).toBe(450);
});

it('reads keys as the calendar does, whose hours run downwards', () => {
  expect(['ArrowRight', 'ArrowUp', 'Home'].map((key) => turnedKey(key, false))).toEqual(['ArrowDown', 'ArrowLeft', 'Home']);
  expect(turnedKey('ArrowLeft', true)).toBe('ArrowDown');
});

it('draws what is held under the hand that holds it, whichever way the line runs', () => {
  const lines = fc.record({ left: fc.integer({ min: -500, max: 500 }), width: fc.integer({ min: 300, max: 3000 }), top: fc.integer({ min: -200, max: 400 }), rtl: fc.boolean() });
  fc.assert(
    fc.property(lines, fc.integer({ min: 0, max: 9 }), fc.double({ min: 0.01, max: 0.98, noNaN: true }), (shape, row, share) => {
      const geometry: Lines = { ...shape, height: 56, rows: 10 };
      const point = { x: geometry.left + geometry.width * share, y: geometry.top + row * 56 + 28 };
      const from = spotOnLine(geometry, point);
      expect(from.day).toBe(row);
      const box = boxOnLine(geometry, { lane: false, from, to: { ...from, minute: from.minute + 10 } });
      const edge = geometry.rtl ? box.x + box.width : box.x;
      expect(edge).toBeCloseTo(point.x, 6);
      expect(box.y).toBeLessThan(point.y);
      expect(box.y + box.height).toBeGreaterThan(point.y);
    }),
  );
});
