import { describe, expect, it } from 'vitest';
import { dayLetters, hintsOf } from './hints';
import { dateIn } from './jump';
import { askedOf, Keys } from './keys';

const pressed = (key: string, over: Partial<Parameters<Keys['read']>[0]> = {}) => ({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...over });

describe('keys', () => {
  it('are commands of one letter', () => {
    const keys = new Keys();
    expect(['t', 'w', 'm', 'A', 'j', 'PageUp', 'h', 'q'].map((key) => keys.read(pressed(key), 0))).toEqual([
      { kind: 'today' },
      { kind: 'view', view: 'week' },
      { kind: 'view', view: 'month' },
      { kind: 'view', view: 'agenda' },
      { kind: 'page', by: 1 },
      { kind: 'page', by: -1 },
      { kind: 'hints' },
      null,
    ]);
  });

  it('say how many days with a number that follows', () => {
    const keys = new Keys();
    const play = (second: string, after: number) => [keys.read(pressed('x'), 0), keys.read(pressed(second), after)];
    expect(play('5', 100)).toEqual([{ kind: 'view', view: '3' }, { kind: 'view', view: '5' }]);
    expect([play('1', 100)[1], play('5', 1500)[1], keys.read(pressed('g d'), 0)]).toEqual([null, null, { kind: 'jump' }]);
  });

  it('leave those of the browser alone', () => {
    const keys = new Keys();
    expect(keys.read(pressed('d', { ctrlKey: true }), 0)).toBeNull();
    expect(keys.read(pressed('ArrowLeft', { altKey: true }), 0)).toBeNull();
    expect(keys.read(pressed('C', { shiftKey: true }), 0)).toEqual({ kind: 'createAllDay' });
  });
});

describe('keys on a meeting', () => {
  const shift = { shiftKey: true };
  it('move it, change its length, and ask for more', () => {
    const nudged = (key: string, over = {}) => {
      const asked = askedOf(pressed(key, over));
      return asked?.kind === 'nudge' ? [asked.edge, asked.days, asked.minutes, asked.fine] : (asked?.kind ?? null);
    };
    expect(nudged('ArrowDown', shift)).toEqual(['move', 0, 15, false]);
    expect(nudged('ArrowUp', { ...shift, ctrlKey: true })).toEqual(['move', 0, -5, true]);
    expect(nudged('ArrowLeft', shift)).toEqual(['move', -1, 0, false]);
    expect(nudged('+', shift)).toEqual(['end', 0, 15, false]);
    expect(nudged('-')).toEqual(['end', 0, -15, false]);
    expect([nudged('Delete'), nudged('M', shift)]).toEqual(['delete', 'dialog']);
  });

  it('leave alone what is not theirs: scrolling, zooming, going back', () => {
    for (const over of [{}, { altKey: true }]) expect(askedOf(pressed('ArrowDown', over))).toBeNull();
    expect([askedOf(pressed('+', { ctrlKey: true })), askedOf(pressed('Delete', shift)), askedOf(pressed('ArrowLeft', { altKey: true, shiftKey: true }))]).toEqual([null, null, null]);
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
    ['31 feb', null],
    ['lunch', null],
    ['ju 3', null],
    ['', null],
    ['2026-02-31', null],
  ])('%s is %s', (text, date) => {
    expect(dateIn(text, Temporal.PlainDate.from('2026-11-27'), names)?.toString() ?? null).toBe(date);
  });
});
