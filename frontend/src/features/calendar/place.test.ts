import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Dwell, leaningOn, scrollBy } from '@/lib/grid/edges';
import { rectangleOf, spotUnder, type Geometry } from '@/lib/grid/geometry';
import { keyed, type Extent } from '@/lib/grid/gesture';
import { instantAt, spotAt } from '@/lib/grid/place';
import { dayIn } from '@/lib/time/day';
import { instantOf } from '@/lib/time/moment';
import { dateOfNumber, dayNumber } from '@/lib/time/range';
import { extentOfBlock, whenOf } from './place';

const zones = ['Europe/Paris', 'America/New_York', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Africa/Casablanca', 'America/Sao_Paulo', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'];

describe('an instant', () => {
  it('has one place, and every place that the wall shows has its instant', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 20 * 365 * 1440 }), (zone, minutes) => {
        const instant = instantOf('2010-01-01T00:00:00Z') + minutes * 60_000;
        expect(instantAt(spotAt(instant, zone), zone)).toBe(instant);
      }),
      { numRuns: 400 },
    );
  });

  it('of the hour that comes twice stands in its own half of the row', () => {
    const first = spotAt(instantOf('2026-10-25T00:30:00Z'), 'Europe/Paris');
    const second = spotAt(instantOf('2026-10-25T01:30:00Z'), 'Europe/Paris');
    expect([first.minute, second.minute]).toEqual([135, 165]);
  });
});

describe('what was dropped', () => {
  const move = (start: string, end: string, zone: string, days: number, minutes = 0) => {
    const block = { start: instantOf(start), end: instantOf(end), dates: null };
    const gesture = keyed({ kind: 'move', key: 'm', extent: extentOfBlock(block, zone) }, { days, minutes });
    if (gesture.state !== 'dropping') throw new Error('not dropped');
    return whenOf(gesture.drop, zone, block.end - block.start);
  };

  it('keeps its length when clocks change under it', () => {
    const moved = move('2026-03-28T00:30:00Z', '2026-03-28T03:30:00Z', 'Europe/Paris', 1);
    expect(moved).toEqual({ start: instantOf('2026-03-29T00:30:00Z'), end: instantOf('2026-03-29T03:30:00Z'), allDay: false });
  });

  it('moves forward out of an hour that is skipped', () => {
    expect(move('2026-03-28T01:30:00Z', '2026-03-28T02:00:00Z', 'Europe/Paris', 1).start).toBe(instantOf('2026-03-29T01:30:00Z'));
  });

  it('keeps the clock time from one day to the next, by half hours too', () => {
    expect(move('2026-10-03T00:00:00Z', '2026-10-03T01:00:00Z', 'Australia/Lord_Howe', 1).start).toBe(instantOf('2026-10-03T23:30:00Z'));
  });

  it('takes whole days where they are in the zone', () => {
    const extent: Extent = { lane: true, first: dayNumber(Temporal.PlainDate.from('2026-11-24')), after: dayNumber(Temporal.PlainDate.from('2026-11-26')) };
    const { start, end, allDay } = whenOf({ hold: { kind: 'slot' }, extent }, 'Asia/Kathmandu', null);
    expect([start, end, allDay]).toEqual([dayIn(Temporal.PlainDate.from('2026-11-24'), 'Asia/Kathmandu').start, dayIn(Temporal.PlainDate.from('2026-11-26'), 'Asia/Kathmandu').start, true]);
  });

  it('is never empty, on any day of any zone', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 20 * 365 }), fc.integer({ min: 0, max: 94 }), fc.integer({ min: 1, max: 4 }), (zone, days, quarter, length) => {
        const day = 14610 + days;
        const to = quarter * 15 + length * 15;
        const extent: Extent = { lane: false, from: { day, minute: quarter * 15, lane: false }, to: { day: day + Math.floor(to / 1440), minute: to % 1440, lane: false } };
        const { start, end } = whenOf({ hold: { kind: 'slot' }, extent }, zone, null);
        expect(end).toBeGreaterThan(start);
      }),
    );
  });
});

it('counts days without a zone', () => {
  expect(dayNumber(Temporal.PlainDate.from('1970-01-02'))).toBe(1);
  expect(dateOfNumber(dayNumber(Temporal.PlainDate.from('2026-11-27'))).toString()).toBe('2026-11-27');
});

describe('the screen', () => {
  const week: Geometry = { firstDay: 100, days: 7, left: 50, width: 700, top: -500, height: 1440, laneBottom: 80, rtl: false };

  it('knows the place under a point, whichever way one reads', () => {
    expect(spotUnder(week, { x: 260, y: 100 })).toEqual({ day: 102, minute: 600, lane: false });
    expect(spotUnder({ ...week, rtl: true }, { x: 260, y: 100 }).day).toBe(104);
    expect(spotUnder(week, { x: 9999, y: 79 })).toMatchObject({ day: 106, lane: true });
  });

  it('draws what it found there', () => {
    fc.assert(
      fc.property(fc.integer({ min: 50, max: 749 }), fc.integer({ min: 81, max: 939 }), fc.boolean(), (x, y, rtl) => {
        const here = { ...week, rtl };
        const at = spotUnder(here, { x, y });
        const extent: Extent = { lane: false, from: at, to: { ...at, minute: Math.min(at.minute + 60, 1439) } };
        const box = rectangleOf(here, extent, 22);
        expect(box.x).toBeLessThanOrEqual(x);
        expect(box.x + box.width).toBeGreaterThan(x - 0.01);
        expect(box.y).toBeCloseTo(y, 5);
      }),
    );
  });

  it('draws days in the lane as far as they are in view', () => {
    expect(rectangleOf(week, { lane: true, first: 98, after: 102 }, 22)).toEqual({ x: 50, y: 56, width: 200, height: 22 });
  });

  it('scrolls faster the nearer to an edge', () => {
    const box = { left: 0, right: 500, top: 100, bottom: 600 };
    expect(scrollBy({ x: 0, y: 300 }, box)).toBe(0);
    expect(scrollBy({ x: 0, y: 100 }, box)).toBe(-16);
    expect(scrollBy({ x: 0, y: 578 }, box)).toBe(8);
    expect(leaningOn({ x: 495, y: 0 }, box, false)).toBe(1);
    expect(leaningOn({ x: 495, y: 0 }, box, true)).toBe(-1);
  });

  it('turns the page for who stays at the edge, once in 600 ms', () => {
    const dwell = new Dwell();
    expect([0, 300, 599, 600, 700, 1199, 1200].map((now) => dwell.turns(1, now))).toEqual([0, 0, 0, 1, 0, 0, 1]);
    expect([dwell.turns(0, 1300), dwell.turns(1, 1400), dwell.turns(-1, 2100), dwell.turns(-1, 2700)]).toEqual([0, 0, 0, -1]);
  });
});
