import { expect, it } from 'vitest';
import { deeds, heard, patience, takenBy, type KeyWishes } from './keys';

const usual: KeyWishes = { single_keys: true, keys: {} };
const own: KeyWishes = { single_keys: true, keys: { 'meeting.create': 'x', 'inbox.no': 'v a' } };

it('gives no key to two deeds', () => {
  for (const deed of deeds) expect(takenBy(deed.key, deed.id, usual)).toBeUndefined();
});

it('leaves alone what is as usual, and what is nobody’s', () => {
  expect(heard('c', null, usual, 0)).toEqual({ kind: 'itself' });
  expect(heard('v', null, usual, 0)).toEqual({ kind: 'itself' });
});

it('presses the usual key for one of somebody’s own, and silences the usual one', () => {
  expect(heard('x', null, own, 0)).toEqual({ kind: 'key', key: 'c' });
  expect(heard('c', null, own, 0)).toEqual({ kind: 'nothing' });
});

it('goes somewhere after two keys, if the second comes in time', () => {
  const begun = { key: 'g', at: 0 };
  expect(heard('g', null, usual, 0)).toEqual({ kind: 'begun', begun });
  expect(heard('c', begun, usual, patience)).toEqual({ kind: 'go', id: 'go.calendar' });
  expect(heard('c', begun, usual, patience + 1)).toEqual({ kind: 'itself' });
});

it('knows two keys of somebody’s own', () => {
  expect(heard('v', null, own, 5)).toEqual({ kind: 'begun', begun: { key: 'v', at: 5 } });
  expect(heard('a', { key: 'v', at: 5 }, own, 6)).toEqual({ kind: 'key', key: 'n' });
});

it('hears nothing when single keys are off', () => {
  for (const key of ['c', 'g', 'v', '?']) expect(heard(key, null, { ...usual, single_keys: false }, 0).kind).toBe('nothing');
});

it('says what a key would take away from', () => {
  expect(takenBy('c', 'inbox.done', usual)?.id).toBe('meeting.create');
  expect(takenBy('g', 'inbox.done', usual)?.id).toBe('go.calendar');
  expect(takenBy('j x', 'inbox.done', usual)?.id).toBe('list.next');
  expect(takenBy('c', 'inbox.done', own)).toBeUndefined();
});
