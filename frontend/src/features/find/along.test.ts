import fc from 'fast-check';
import { expect, it } from 'vitest';
import { boxAlong, spotAlong, type Line } from './along';

const line: Line = { day: 20_000, left: 100, width: 1440, top: 50, height: 200, rtl: false };
const at = (minute: number, day = 20_000) => ({ day, minute, lane: false });

it('is drawn where it is held, whichever way one reads', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1380 }), fc.integer({ min: 15, max: 60 }), fc.boolean(), (from, length, rtl) => {
      const box = boxAlong({ ...line, rtl }, { lane: false, from: at(from), to: at(from + length) });
      const edge = rtl ? box.x + box.width : box.x;
      expect(spotAlong({ ...line, rtl }, { x: edge, y: 0 }).minute).toBeCloseTo(from);
      expect(box.width).toBeCloseTo(length);
    }),
  );
});

it('ends with the day, and holds a point outside by the nearest minute', () => {
  expect(boxAlong(line, { lane: false, from: at(1400), to: at(20, 20_001) })).toMatchObject({ x: 1500, width: 40 });
  expect(spotAlong(line, { x: 0, y: 0 }).minute).toBe(0);
  expect(spotAlong(line, { x: 9000, y: 0 }).minute).toBeLessThan(1440);
  expect(spotAlong(line, { x: 9000, y: 0 }).minute).toBeGreaterThan(1439);
});
