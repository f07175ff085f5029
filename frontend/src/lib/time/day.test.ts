import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayIn, instantAtWall, wallMinute } from './day';
import { instantOf } from './moment';

const day = (date: string, zone: string) => dayIn(Temporal.PlainDate.from(date), zone);
const hours = (date: string, zone: string) => {
  const { start, end } = day(date, zone);
  return (end - start) / 3_600_000;
};

describe('a day of the wall clock', () => {
  it.each([
    ['2026-11-23', 'Europe/Paris', 24],
    ['2026-03-29', 'Europe/Paris', 23],
    ['2026-10-25', 'Europe/Paris', 25],
    ['2026-03-08', 'America/New_York', 23],
    ['2026-11-01', 'America/New_York', 25],
    ['2026-04-05', 'Australia/Lord_Howe', 24.5],
    ['2026-10-04', 'Australia/Lord_Howe', 23.5],
    ['2018-11-04', 'America/Sao_Paulo', 23],
    ['2026-11-23', 'Asia/Kathmandu', 24],
    ['2026-11-23', 'Pacific/Kiritimati', 24],
  ])('%s in %s lasts %d hours', (date, zone, length) => {
    expect(hours(date, zone)).toBe(length);
  });

  it('marks the skipped hour and moves a click inside it forward', () => {
    const spring = day('2026-03-29', 'Europe/Paris');
    expect(spring.skipped).toEqual([{ from: 120, to: 180 }]);
    expect(instantAtWall(spring, 150)).toBe(instantOf('2026-03-29T01:30:00Z')); // 03:30 on the new clock
    expect(wallMinute(spring, instantOf('2026-03-29T00:59:00Z'))).toBe(119);
    expect(wallMinute(spring, instantOf('2026-03-29T01:00:00Z'))).toBe(180);
  });

  it('draws both passes of the repeated hour, the second in the trailing half', () => {
    const autumn = day('2026-10-25', 'Europe/Paris');
    expect(autumn.repeated).toEqual([{ from: 120, to: 180 }]);
    expect(wallMinute(autumn, instantOf('2026-10-25T00:30:00Z'))).toBe(135); // 02:30, first time
    expect(wallMinute(autumn, instantOf('2026-10-25T01:30:00Z'))).toBe(165); // 02:30, second time
    expect(wallMinute(autumn, instantOf('2026-10-25T02:00:00Z'))).toBe(180);
    expect(instantAtWall(autumn, 165)).toBe(instantOf('2026-10-25T01:30:00Z'));
  });

  it('knows half-hour changes', () => {
    expect(day('2026-10-04', 'Australia/Lord_Howe').skipped).toEqual([{ from: 120, to: 150 }]);
    expect(day('2026-04-05', 'Australia/Lord_Howe').repeated).toEqual([{ from: 90, to: 120 }]);
  });

  it('starts where the wall starts when midnight itself is skipped', () => {
    const summer = day('2018-11-04', 'America/Sao_Paulo');
    expect(summer.skipped).toEqual([{ from: 0, to: 60 }]);
    expect(wallMinute(summer, summer.start + 60_000)).toBe(61);
  });

  it('clamps what lies outside', () => {
    const plain = day('2026-11-23', 'Europe/Paris');
    expect(wallMinute(plain, plain.start - 1)).toBe(0);
    expect(wallMinute(plain, plain.end + 1)).toBe(1440);
  });

  it('maps there and back on any day in any zone, and never runs backwards', () => {
    const zones = ['Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Africa/Casablanca', 'America/Sao_Paulo', 'Pacific/Pago_Pago', 'Pacific/Kiritimati'];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 365 * 20 }),
        fc.integer({ min: 0, max: 1439 }),
        (zone, offset, minute) => {
          const any = dayIn(Temporal.PlainDate.from('2012-01-01').add({ days: offset }), zone);
          const instant = any.start + minute * 60_000;
          if (instant >= any.end) return;
          const wall = wallMinute(any, instant);
          expect(instantAtWall(any, wall)).toBe(instant);
          expect(wallMinute(any, instant + 60_000)).toBeGreaterThan(wall);
        },
      ),
      { numRuns: 300 },
    );
  });
});
