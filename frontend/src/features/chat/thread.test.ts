import { expect, it } from 'vitest';
import type { Message } from '@/lib/api/types';
import { daysOf, mayEdit, withMessage, withReaction } from './thread';

function message(id: number, author: string, at: string, more: Partial<Message> = {}): Message {
  return {
    id: String(id), meeting_id: 'm', original_start: null, position: id, author: { id: author, name: author }, client_id: `c${id}`,
    text: 'x', parts: [], reply_to: null, reactions: [], created_at: `2026-12-01T${at}Z`, edited_at: null, deleted_at: null, version: 1, ...more,
  };
}

const said = [
  message(1, 'ana', '09:00:00'), message(2, 'ana', '09:05:00'), message(3, 'ben', '09:05:30'), message(4, 'ana', '09:06:00'),
  message(5, 'ana', '09:12:00'), message(6, 'ana', '22:59:00'), message(7, 'ana', '23:01:00'),
];

it('lets each speak in turns, and begins a new day where the reader is', () => {
  const shape = (zone: string) => daysOf(said, zone).map(({ day, turns }) => [day, turns.map((turn) => turn.messages.map(({ id }) => id).join(''))]);
  expect(shape('Europe/Paris')).toEqual([
    ['2026-12-01', ['12', '3', '4', '5', '6']],
    ['2026-12-02', ['7']],
  ]);
  expect(shape('UTC')).toEqual([['2026-12-01', ['12', '3', '4', '5', '67']]]);
});

it('takes in a message where it stands, once, and its newer version', () => {
  const ids = (list: readonly Message[]) => list.map(({ id, version }) => `${id}.${version}`).join(' ');
  const known = [said[4]!, said[2]!];
  expect(ids(withMessage(known, said[3]!))).toBe('5.1 4.1 3.1');
  expect(ids(withMessage(known, said[5]!))).toBe('6.1 5.1 3.1');
  expect(ids(withMessage(known, said[0]!))).toBe('5.1 3.1 1.1');
  expect(ids(withMessage(known, { ...said[2]!, version: 2 }))).toBe('5.1 3.2');
  expect(withMessage(known, said[2]!)).toBe(known);
});

it('counts a reaction once, and forgets it with the last who had it', () => {
  const liked = withReaction(said[0]!, '👍', 'ben', true);
  expect(withReaction(liked, '👍', 'ben', true)).toBe(liked);
  expect(withReaction(liked, '👍', 'ana', true).reactions).toEqual([{ emoji: '👍', people: ['ben', 'ana'] }]);
  expect(withReaction(liked, '👍', 'ben', false).reactions).toEqual([]);
});

it('can be edited by its author for a quarter of an hour', () => {
  const at = (time: string) => Temporal.Instant.from(`2026-12-01T${time}Z`).epochMilliseconds;
  const own = said[0]!;
  expect([mayEdit(own, 'ana', at('09:14:59')), mayEdit(own, 'ana', at('09:15:00')), mayEdit(own, 'ben', at('09:00:01'))]).toEqual([true, false, false]);
  expect(mayEdit({ ...own, deleted_at: own.created_at }, 'ana', at('09:01:00'))).toBe(false);
});
