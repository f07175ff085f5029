import { expect, it } from 'vitest';
import type { Notification } from '@/lib/api/types';
import { asksForAnswer, groupsOf, tally } from './groups';

function told(id: string, kind: Notification['kind'], meeting: string | null, more: Partial<Notification> = {}): Notification {
  return {
    id, kind, needs_you: false, sentence: '', meeting: meeting ? { id: meeting, title: meeting } : null,
    original_start: null, count: 1, facts: {}, at: '2026-11-27T10:00:00Z', read_at: null, done_at: null,
  snoozed_until: null, ...more,
  };
}

const shape = (list: readonly Notification[]) => groupsOf(list).map(({ key, rows }) => [key, rows.map(({ ids }) => ids)]);

it('puts what is told of a meeting together, and leaves the rest alone', () => {
  const list = [told('5', 'changed', 'a'), told('4', 'role_changed', null), told('3', 'message', 'b'), told('2', 'answered', 'a')];
  expect(shape(list)).toEqual([['a', [['5'], ['2']]], ['4', [['4']]], ['b', [['3']]]]);
});

it('asks once for the answer to an invitation and to its move, but for each date by itself', () => {
  const waits = { needs_you: true };
  const list = [
    told('5', 'moved', 'a', waits),
    told('4', 'room_asked', 'a', waits),
    told('3', 'invited', 'a', waits),
    told('2', 'invited', 'a', { ...waits, original_start: '20261201T090000Z' }),
  ];
  expect(shape(list)).toEqual([['a', [['5', '3'], ['4'], ['2']]]]);
});

it('asks for no answer that was given, or that nobody waits for', () => {
  expect(asksForAnswer(told('1', 'invited', 'a'))).toBe(false);
  expect(asksForAnswer(told('1', 'room_asked', 'a', { needs_you: true }))).toBe(false);
  expect(asksForAnswer(told('1', 'restored', 'a', { needs_you: true }))).toBe(true);
});

it('counts answers, the good news first', () => {
  expect(tally([{ status: 'declined' }, { status: 'accepted' }, { status: 'accepted' }])).toEqual([
    { status: 'accepted', count: 2 },
    { status: 'declined', count: 1 },
  ]);
});
