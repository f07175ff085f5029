import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isKept, linesOf, movedWith, presetOf, presets, repeatOf, repeatsOf, units, type Repeat } from './repeat';

/** A Tuesday, the first of its month. */
const tuesday = '2026-12-01';
const paris = 'Europe/Paris';
const weekly = repeatOf('weekly', tuesday)!;

describe('a rule', () => {
  it.each([
    ['daily', 'FREQ=DAILY'],
    ['weekdays', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
    ['weekly', 'FREQ=WEEKLY;BYDAY=TU'],
    ['monthly', 'FREQ=MONTHLY'],
    ['yearly', 'FREQ=YEARLY'],
  ] as const)('%s is written as %s', (preset, rule) => {
    const repeat = repeatOf(preset, tuesday);
    expect(linesOf(repeat, tuesday)).toEqual([`RRULE:${rule}`]);
    expect(presetOf(repeat, tuesday)).toBe(preset);
  });

  it.each<[Partial<Repeat>, string]>([
    [{ every: 2, weekdays: [4, 2] }, 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH'],
    [{ weekdays: [] }, 'FREQ=WEEKLY;BYDAY=TU'],
    [{ unit: 'month', on: 'nth' }, 'FREQ=MONTHLY;BYDAY=1TU'],
    [{ unit: 'month', on: 'lastWeekday' }, 'FREQ=MONTHLY;BYDAY=-1TU'],
    [{ unit: 'month', on: 'lastDay' }, 'FREQ=MONTHLY;BYMONTHDAY=-1'],
    [{ ends: 'count', count: 6 }, 'FREQ=WEEKLY;BYDAY=TU;COUNT=6'],
    [{ ends: 'until', until: '2027-06-30' }, 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270630'],
  ])('%o is written as %s', (over, rule) => {
    expect(linesOf({ ...weekly, ...over }, tuesday)).toEqual([`RRULE:${rule}`]);
  });

  it('ends on the day on which its last instant is where the meeting is', () => {
    expect(repeatsOf(['RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20270630T215959Z'], tuesday, paris)).toMatchObject({ until: '2027-06-30' });
    expect(repeatsOf(['RRULE:FREQ=DAILY;UNTIL=20270630T223000Z'], tuesday, paris)).toMatchObject({ until: '2027-07-01' });
  });

  it.each([
    ['RRULE:FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1'],
    ['RRULE:FREQ=WEEKLY;BYDAY=1TU'],
    ['RRULE:FREQ=MONTHLY;BYDAY=2WE'],
    ['RRULE:FREQ=DAILY;BYMONTH=6'],
    ['RDATE:20261224T090000'],
  ])('%s is kept as it is: the editor has no words for it', (line) => {
    const kept = repeatsOf([line], tuesday, paris);
    expect(isKept(kept)).toBe(true);
    expect(linesOf(kept, tuesday)).toEqual([line]);
  });

  it('comes back from the server as it was chosen', () => {
    const any = fc.record({
      every: fc.integer({ min: 1, max: 99 }),
      unit: fc.constantFrom(...units),
      weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      on: fc.constantFrom('date', 'nth', 'lastWeekday', 'lastDay'),
      ends: fc.constantFrom('never', 'until', 'count'),
      until: fc.constant('2027-06-30'),
      count: fc.integer({ min: 1, max: 999 }),
    }) as fc.Arbitrary<Repeat>;
    fc.assert(
      fc.property(any, (repeat) => {
        const lines = linesOf(repeat, tuesday);
        const back = repeatsOf(lines, tuesday, paris);
        expect(isKept(back)).toBe(false);
        expect(linesOf(back, tuesday)).toEqual(lines);
      }),
    );
  });
});

it('follows the start to another weekday where it named that of the start alone', () => {
  expect(movedWith(weekly, tuesday, '2026-12-03')).toMatchObject({ weekdays: [4] });
  const twice = { ...weekly, weekdays: [2, 4] };
  expect(movedWith(twice, tuesday, '2026-12-03')).toBe(twice);
  expect(movedWith(null, tuesday, '2026-12-03')).toBeNull();
});

it('knows each simple choice again', () => {
  for (const preset of presets) expect(presetOf(repeatOf(preset, tuesday), tuesday)).toBe(preset);
});
