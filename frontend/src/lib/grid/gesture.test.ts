import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extentOf, idle, keyed, next, type Extent, type Gesture, type Hold, type Input, type Spot } from './gesture';

const spot = (day: number, minute: number, lane = false): Spot => ({ day, minute, lane });
const point = { x: 100, y: 100 };
const elsewhere = { x: 100, y: 160 };
const slot: Hold = { kind: 'slot' };
const review: Extent = { lane: false, from: spot(10, 540), to: spot(10, 600) };
const hold = (kind: 'move' | 'start' | 'end', extent: Extent = review): Hold => ({ kind, key: 'review', extent });

function play(...inputs: Input[]): Gesture {
  return inputs.reduce(next, idle);
}

const mouse = (held: Hold, from: Spot, to: Spot, fine = false): Input[] => [
  { kind: 'press', hold: held, at: from, point, pointer: 'mouse' },
  { kind: 'move', at: to, point: elsewhere, fine },
];
const finger = (held: Hold, from: Spot, to: Spot, fine = false): Input[] => [
  { kind: 'press', hold: held, at: from, point, pointer: 'touch' },
  { kind: 'hold' },
  { kind: 'move', at: to, point: elsewhere, fine },
];
const release: Input = { kind: 'release' };
const dropped = (gesture: Gesture) => (gesture.state === 'dropping' ? gesture.drop.extent : null);

describe('a slot', () => {
  it('is half an hour when one only clicks or taps', () => {
    for (const pointer of ['mouse', 'touch'] as const) {
      const press: Input = { kind: 'press', hold: slot, at: spot(2, 552), point, pointer };
      expect(dropped(play(press, release))).toEqual({ lane: false, from: spot(2, 540), to: spot(2, 570) });
    }
  });

  it('is drawn down or up in quarters of an hour, or of five minutes', () => {
    expect(dropped(play(...mouse(slot, spot(2, 552), spot(2, 601)), release))).toMatchObject({ from: spot(2, 540), to: spot(2, 615) });
    expect(dropped(play(...mouse(slot, spot(2, 552), spot(2, 500)), release))).toMatchObject({ from: spot(2, 495), to: spot(2, 555) });
    expect(dropped(play(...mouse(slot, spot(2, 552), spot(2, 601), true), release))).toMatchObject({ from: spot(2, 550), to: spot(2, 605) });
  });

  it('stays inside its day, and takes days in the lane', () => {
    const last: Input = { kind: 'press', hold: slot, at: spot(0, 1439), point, pointer: 'mouse' };
    expect(dropped(play(last, release))).toMatchObject({ from: spot(0, 1410), to: spot(1, 0) });
    expect(dropped(play(...mouse(slot, spot(4, 0, true), spot(2, 0, true)), release))).toEqual({ lane: true, first: 2, after: 5 });
  });
});

describe('taking hold', () => {
  it('needs four pixels of a mouse, so that a click opens', () => {
    const near = { x: 102, y: 102 };
    expect(play({ kind: 'press', hold: hold('move'), at: spot(10, 550), point, pointer: 'mouse' }, { kind: 'move', at: spot(10, 552), point: near, fine: false }, release).state).toBe('idle');
  });

  it('needs a finger to rest; one that moves before scrolls', () => {
    const press: Input = { kind: 'press', hold: hold('move'), at: spot(10, 550), point, pointer: 'touch' };
    const move: Input = { kind: 'move', at: spot(10, 600), point: elsewhere, fine: false };
    expect(play(press, move).state).toBe('idle');
    expect(play(press, move, { kind: 'hold' }, release).state).toBe('idle');
    expect(play(press, { kind: 'hold' }, move).state).toBe('dragging');
  });

  it('never begins by resting a mouse', () => {
    expect(play({ kind: 'press', hold: slot, at: spot(1, 60), point, pointer: 'mouse' }, { kind: 'hold' }).state).toBe('armed');
  });

  it('ends with nothing when cancelled', () => {
    expect(play(...mouse(hold('move'), spot(10, 550), spot(11, 700)), { kind: 'cancel' }, release).state).toBe('idle');
    expect(play({ kind: 'move', at: spot(1, 1), point, fine: false }, release).state).toBe('idle');
  });
});

describe('a meeting', () => {
  it('is carried by where it was grabbed, to other days too', () => {
    expect(dropped(play(...mouse(hold('move'), spot(10, 570), spot(12, 637)), release))).toEqual({
      lane: false,
      from: spot(12, 600),
      to: spot(12, 660),
    });
  });

  it('keeps its time when it only goes to another day', () => {
    const odd: Extent = { lane: false, from: spot(10, 547), to: spot(10, 600) };
    expect(dropped(play(...mouse(hold('move', odd), spot(10, 560), spot(13, 560)), release))).toEqual({ lane: false, from: spot(13, 547), to: spot(13, 600) });
  });

  it('is stretched at either end, and never turned inside out', () => {
    expect(dropped(play(...mouse(hold('end'), spot(10, 598), spot(10, 640)), release))).toMatchObject({ from: spot(10, 540), to: spot(10, 645) });
    expect(dropped(play(...mouse(hold('end'), spot(10, 598), spot(10, 100)), release))).toMatchObject({ to: spot(10, 555) });
    expect(dropped(play(...mouse(hold('start'), spot(10, 541), spot(10, 480)), release))).toMatchObject({ from: spot(10, 480), to: spot(10, 600) });
    expect(dropped(play(...mouse(hold('start'), spot(10, 541), spot(10, 900)), release))).toMatchObject({ from: spot(10, 585) });
  });

  it('becomes a whole day in the lane, and an hour when it comes out of it', () => {
    expect(dropped(play(...mouse(hold('move'), spot(10, 550), spot(11, 0, true)), release))).toEqual({ lane: true, first: 11, after: 12 });
    const days: Extent = { lane: true, first: 3, after: 5 };
    expect(dropped(play(...mouse(hold('move', days), spot(4, 0, true), spot(6, 0, true)), release))).toEqual({ lane: true, first: 5, after: 7 });
    expect(dropped(play(...mouse(hold('move', days), spot(4, 0, true), spot(6, 612)), release))).toEqual({ lane: false, from: spot(6, 615), to: spot(6, 675) });
    expect(dropped(play(...mouse(hold('end', days), spot(4, 0, true), spot(2, 0, true)), release))).toEqual({ lane: true, first: 3, after: 4 });
  });
});

const anyMinute = fc.integer({ min: 0, max: 1439 });
const anyExtent = fc
  .tuple(fc.integer({ min: 5, max: 15 }), anyMinute, fc.integer({ min: 1, max: 2000 }))
  .map(([day, from, length]): Extent => {
    const to = day * 1440 + from + length;
    return { lane: false, from: spot(day, from), to: spot(Math.floor(to / 1440), to % 1440) };
  });
const anyKind = fc.constantFrom('move', 'start', 'end');

describe('whichever way it is done', () => {
  it('mouse, finger and keys end in the same place', () => {
    fc.assert(
      fc.property(anyKind, anyExtent, fc.integer({ min: -4, max: 4 }), fc.integer({ min: -40, max: 40 }), fc.boolean(), (kind, extent, days, count, fine) => {
        const held = hold(kind, extent);
        const minutes = count * (fine ? 5 : 15);
        const grab = extent.lane ? spot(extent.first, 0, true) : extent.from;
        const to = spot(grab.day + days, grab.minute + minutes);
        const byMouse = play(...mouse(held, grab, to, fine), release);
        expect(play(...finger(held, grab, to, fine), release)).toEqual(byMouse);
        expect(keyed(held, { days, minutes, fine })).toEqual(byMouse);
      }),
    );
  });

  it('a selection by keys is the slot that a mouse draws', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 7 }), fc.integer({ min: 0, max: 14 }), (cell, length, within) => {
        const from = spot(3, cell * 30);
        const to = spot(3, (cell + length) * 30 - 15 + within);
        expect(dropped(play(...mouse(slot, from, to), release))).toMatchObject({ from, to: spot(3, (cell + length) * 30) });
      }),
    );
  });

  it('nothing ends off the lines, before its beginning, or outside the day it was put on', () => {
    fc.assert(
      fc.property(anyKind, anyExtent, anyMinute, fc.integer({ min: 0, max: 20 }), anyMinute, fc.boolean(), (kind, extent, grabbed, day, minute, fine) => {
        if (extent.lane) return;
        const step = fine ? 5 : 15;
        const held = hold(kind, extent);
        const found = extentOf(play(...mouse(held, spot(extent.from.day, grabbed), spot(day, minute), fine)))!;
        if (found.lane) throw new Error('not in the lane');
        const moved = kind === 'end' ? found.to : found.from;
        if (kind !== 'move' || minute !== grabbed) expect(moved.minute % step).toBe(0);
        expect(found.to.day * 1440 + found.to.minute).toBeGreaterThan(found.from.day * 1440 + found.from.minute);
        if (kind === 'move') expect(found.from.day).toBe(day);
      }),
    );
  });
});
