import { expect, it } from 'vitest';
import { fromWire, matching, named, namingAt, toWire, type Mentionable } from './mentions';

const id = (digit: string) => `00000000-0000-7000-8000-00000000000${digit}`;
const ana: Mentionable = { type: 'person', id: id('1'), name: 'Ana Lima' };
const otherAna: Mentionable = { type: 'person', id: id('2'), name: 'Ana Lima' };
const chloe: Mentionable = { type: 'person', id: id('3'), name: 'Chloé Martin' };
const design: Mentionable = { type: 'team', id: id('4'), name: 'Design (Paris)' };

it('notices that somebody is being named, and leaves addresses alone', () => {
  expect(namingAt('hi @an', 6)).toEqual({ at: 3, query: 'an' });
  expect(namingAt('@', 1)).toEqual({ at: 0, query: '' });
  expect(namingAt('@Ana Li', 7)).toEqual({ at: 0, query: 'Ana Li' });
  expect([namingAt('me@example.org', 14), namingAt('hi @ there', 10), namingAt('hi', 2), namingAt('@one two three four', 19)]).toEqual([null, null, null, null]);
});

it('finds by any word of a name, whatever the accents', () => {
  expect(matching([ana, chloe, design], 'mart')).toEqual([chloe]);
  expect(matching([ana, chloe, design], 'chloe m')).toEqual([chloe]);
  expect(matching([ana, chloe, design], '')).toHaveLength(3);
});

it('puts the name in place of what was typed', () => {
  expect(named('hi @chl there', { at: 3, query: 'chl' }, chloe)).toEqual({ text: 'hi @Chloé Martin there', caret: 17 });
});

it('marks whom it means, and comes back as it was', () => {
  const text = 'ask @Ana Lima and @Design (Paris), not @Ana Limaverde';
  const wire = toWire(text, [ana, design]);
  expect(wire).toBe(`ask @[Ana Lima](person:${id('1')}) and @[Design (Paris)](team:${id('4')}), not @Ana Limaverde`);
  expect(fromWire(wire)).toEqual({ text, chosen: [ana, design] });
});

it('means two of one name in the order in which they were chosen', () => {
  const wire = toWire('@Ana Lima and @Ana Lima', [ana, otherAna]);
  expect(fromWire(wire).chosen).toEqual([ana, otherAna]);
});

it('leaves text without names alone', () => {
  expect(toWire('a @nobody (x)', [])).toBe('a @nobody (x)');
});
