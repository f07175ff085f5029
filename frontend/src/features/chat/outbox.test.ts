import { expect, it } from 'vitest';
import type { Deed } from '@/lib/offline/queue';
import { asMessage, unsentOf } from './outbox';

const said = { text: 'Hello', replyTo: 'm1', date: '2026-10-27T09:00:00Z' };
const inLine = (meetingId: string, id: string): Deed => ({ ...asMessage(meetingId, id, said), id, at: 7, state: 'waiting', reason: null });

it('stands in line under the name by which the server knows it', () => {
  const asked = asMessage('review', 'c1', said);
  expect([asked.path, asked.body]).toEqual([
    '/api/v1/meetings/review/messages',
    { client_id: 'c1', text: 'Hello', reply_to: 'm1', original_start: '2026-10-27T09:00:00Z' },
  ]);
});

it('is shown where it was said, and nowhere else', () => {
  const answer: Deed = { ...inLine('review', 'a1'), kind: 'answer' };
  const line = [inLine('review', 'c1'), inLine('party', 'c2'), answer];
  expect(unsentOf(line, 'review')).toEqual([{ clientId: 'c1', at: 7, state: 'waiting', reason: null, ...said }]);
});
