import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayIn } from '@/lib/time/day';
import { fieldsOf, instantOf } from '@/lib/time/moment';
import { askedBy, next, within, type Ask, type Bounds, type Frame } from './frame';

const hour = 3_600_000;
const zones = ['Asia/Kathmandu', 'America/St_Johns', 'Australia/Lord_Howe', 'Europe/Paris'];

function boundsOf(zone: string, first: string, last: string): Bounds {
  return { from: dayIn(Temporal.PlainDate.from(first), zone).start, to: dayIn(Temporal.PlainDate.from(last), zone).end, zone };
}

const ask: fc.Arbitrary<Ask> = fc.oneof(
  fc.record({ kind: fc.constant('step' as const), minutes: fc.integer({ min: -20, max: 20 }).map((steps) => steps * 15) }),
  fc.record({ kind: fc.constant('day' as const), days: fc.integer({ min: -8, max: 8 }) }),
  fc.record({ kind: fc.constant('edge' as const), edge: fc.constantFrom('first' as const, 'last' as const) }),
  fc.record({ kind: fc.constant('put' as const), start: fc.integer({ min: Date.UTC(2026, 9, 1), max: Date.UTC(2026, 11, 1) }) }),
);

describe('the frame', () => {
  it('stays inside the window and keeps its length, wherever it is taken', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 1, max: 300 }), fc.array(ask, { maxLength: 30 }), (zone, minutes, asks) => {
        // Clocks go back in both St John's and Paris, and forward on Lord Howe, around these days.
        const bounds = boundsOf(zone, '2026-10-01', '2026-11-03');
        let frame: Frame = within(bounds.from, minutes * 60_000, bounds);
        for (const one of asks) {
          frame = next(frame, one, bounds);
          expect(frame.end - frame.start).toBe(minutes * 60_000);
          expect(frame.start).toBeGreaterThanOrEqual(bounds.from);
          expect(frame.end).toBeLessThanOrEqual(bounds.to);
        }
      }),
    );
  });

  it('comes back by the way it went, as long as it met no edge', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: -40, max: 40 }), (zone, steps) => {
        const bounds = boundsOf(zone, '2026-10-20', '2026-10-30');
        const start = bounds.from + 4 * 24 * hour;
        const there = next({ start, end: start + hour }, { kind: 'step', minutes: steps * 15 }, bounds);
        expect(next(there, { kind: 'step', minutes: -steps * 15 }, bounds).start).toBe(start);
      }),
    );
  });

  it('is at the same time of the clock on another day, also behind a change of clocks', () => {
    const bounds = boundsOf('Europe/Paris', '2026-10-23', '2026-10-27');
    const saturday = { start: instantOf('2026-10-24T10:00:00+02:00'), end: instantOf('2026-10-24T11:00:00+02:00') };
    const sunday = next(saturday, { kind: 'day', days: 1 }, bounds);
    expect(fieldsOf(sunday.start, 'Europe/Paris')).toEqual({ date: '2026-10-25', time: '10:00' });
    expect(sunday.start - saturday.start).toBe(25 * hour);
  });

  it('walks through a repeated hour twice, and through a skipped one not at all', () => {
    const autumn = boundsOf('Europe/Paris', '2026-10-25', '2026-10-25');
    const start = instantOf('2026-10-25T02:45:00+02:00');
    const second = next({ start, end: start + hour }, { kind: 'step', minutes: 15 }, autumn);
    expect(fieldsOf(second.start, 'Europe/Paris').time).toBe('02:00');
    const spring = boundsOf('Europe/Paris', '2027-03-28', '2027-03-28');
    const before = instantOf('2027-03-28T01:45:00+01:00');
    const after = next({ start: before, end: before + hour }, { kind: 'step', minutes: 15 }, spring);
    expect(fieldsOf(after.start, 'Europe/Paris').time).toBe('03:00');
  });

  it('begins with the window where it is longer than that', () => {
    expect(within(5, 100, { from: 10, to: 50, zone: 'UTC' })).toEqual({ start: 10, end: 110 });
  });
});

describe('keys', () => {
  const pressed = (key: string, shiftKey = false) => ({ key, shiftKey, ctrlKey: false, metaKey: false, altKey: false });

  it('step where time runs, go by the day across it, and with shift anywhere', () => {
    expect(askedBy(pressed('ArrowDown'), 'down', false)).toEqual({ kind: 'step', minutes: 15 });
    expect(askedBy(pressed('ArrowRight'), 'down', false)).toEqual({ kind: 'day', days: 1 });
    expect(askedBy(pressed('ArrowRight'), 'along', false)).toEqual({ kind: 'step', minutes: 15 });
    expect(askedBy(pressed('ArrowRight', true), 'along', false)).toEqual({ kind: 'day', days: 1 });
    expect(askedBy(pressed('ArrowUp', true), 'down', false)).toEqual({ kind: 'day', days: -1 });
  });

  it('follow the reading direction', () => {
    expect(askedBy(pressed('ArrowLeft'), 'along', true)).toEqual({ kind: 'step', minutes: 15 });
  });

  it('are left alone where they mean something else', () => {
    expect(askedBy({ ...pressed('ArrowLeft'), altKey: true }, 'along', false)).toBeNull();
    expect(askedBy(pressed('a'), 'down', false)).toBeNull();
  });
});
