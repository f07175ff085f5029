import { describe, expect, it } from 'vitest';
import { dayLetters, hintsOf } from './hints';
import { dateIn } from './jump';
import { nudgeOf } from './keys';

const pressed = (key: string, over: Partial<Parameters<typeof nudgeOf>[0]> = {}) => ({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...over });

describe('keys on a meeting', () => {
  const shift = { shiftKey: true };
  it('move it, and change its length', () => {
    const nudged = (key: string, over = {}) => {
      const asked = nudgeOf(pressed(key, over));
      return asked && [asked.edge, asked.days, asked.minutes, asked.fine];
    };
    expect(nudged('ArrowDown', shift)).toEqual(['move', 0, 15, false]);
    expect(nudged('ArrowUp', { ...shift, ctrlKey: true })).toEqual(['move', 0, -5, true]);
    expect(nudged('ArrowLeft', shift)).toEqual(['move', -1, 0, false]);
    expect(nudged('+', shift)).toEqual(['end', 0, 15, false]);
    expect(nudged('-')).toEqual(['end', 0, -15, false]);
    expect([nudged('Delete'), nudged('M', shift)]).toEqual([null, null]);
  });

  it('leave alone what is not theirs: scrolling, zooming, going back', () => {
    for (const over of [{}, { altKey: true }]) expect(nudgeOf(pressed('ArrowDown', over))).toBeNull();
    expect([nudgeOf(pressed('+', { ctrlKey: true })), nudgeOf(pressed('Delete', shift)), nudgeOf(pressed('ArrowLeft', { altKey: true, shiftKey: true }))]).toEqual([null, null, null]);
  });
});

describe('hints', () => {
  it('have a letter for each day', () => {
    expect(dayLetters(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'])).toEqual(['m', 't', 'w', 'h', 'f', 's', 'u']);
    expect(dayLetters(['月曜日', '火曜日'])).toEqual(['a', 'b']);
  });

  it('lead to any meeting in two keys', () => {
    expect(hintsOf([0, 0, 1, 0], ['Mon', 'Tue'])).toEqual(['m1', 'm2', 't1', 'm3']);
    const many = hintsOf(Array.from({ length: 40 }, () => 0), ['Mon']);
    expect(new Set(many.filter(Boolean)).size).toBe(35);
    const month = hintsOf(Array.from({ length: 42 }, (_, day) => day), Array.from({ length: 42 }, () => ''));
    expect([month[0], month[41], new Set(month).size]).toEqual(['aa', 'bp', 42]);
    expect(many.every((hint) => hint.length === 2 || hint === '')).toBe(true);
  });
});

describe('a date in words', () => {
  const names = {
    weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
    months: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
    today: 'today',
    tomorrow: 'tomorrow',
    yesterday: 'yesterday',
  };
  it.each([
    ['2027-02-03', '2027-02-03'],
    ['24 dec', '2026-12-24'],
    ['Dec 24, 2027', '2027-12-24'],
    ['3. March', '2027-03-03'],
    ['27', '2026-11-27'],
    ['5', '2026-12-05'],
    ['march', '2027-03-01'],
    ['friday', '2026-11-27'],
    ['thu', '2026-12-03'],
    ['Tomorrow', '2026-11-28'],
    ['+3w', '2026-12-18'],
    ['-1m', '2026-10-27'],
    ['+10', '2026-12-07'],
    ['Thursday 24 December 2026', '2026-12-24'],
    ['thu, 24 dec', '2026-12-24'],
    ['friday 24 december 2026', null],
    ['31 feb', null],
    ['lunch', null],
    ['ju 3', null],
    ['', null],
    ['2026-02-31', null],
  ])('%s is %s', (text, date) => {
    expect(dateIn(text, Temporal.PlainDate.from('2026-11-27'), names)?.toString() ?? null).toBe(date);
  });
});
