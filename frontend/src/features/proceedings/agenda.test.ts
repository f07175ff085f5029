import { expect, it } from 'vitest';
import type { AgendaItem } from '@/lib/api/types';
import { clockOf, clockText, nextItem, plannedMinutes } from './agenda';

const noon = Temporal.Instant.from('2026-12-01T12:00:00Z').epochMilliseconds;

function item(id: string, more: Partial<AgendaItem> = {}): AgendaItem {
  return {
    id, meeting_id: 'm', original_start: '20261201T120000Z', position: 1, author_id: 'ana', created_at: '2026-12-01T10:00:00Z',
    removed_at: null, version: 1, title: id, notes: '', owner_id: null, minutes: null, state: 'open', spent_seconds: 0,
    running_since: null, carried_from: null, carried_to: null, ...more,
  };
}

it('adds up what is planned here', () => {
  const items = [item('a', { minutes: 15 }), item('b'), item('c', { minutes: 30, state: 'carried_over' }), item('d', { minutes: 5 })];
  expect(plannedMinutes(items)).toBe(20);
});

it('counts on while an item runs, and says from when on it is too long', () => {
  const running = item('a', { minutes: 2, spent_seconds: 30, state: 'running', running_since: '2026-12-01T12:00:00Z' });
  const at = (seconds: number) => clockOf(running, noon + seconds * 1000);
  expect([at(-5).spent, at(0).spent, at(60).spent]).toEqual([30, 30, 90]);
  expect([at(30).share, at(90).over, at(91).over, at(151).over]).toEqual([0.5, 0, 1, 2]);
  expect(clockOf(item('b'), noon)).toEqual({ spent: 0, share: null, over: 0 });
});

it('reads as a clock', () => {
  expect([5, 65, 3630].map(clockText)).toEqual(['0:05', '1:05', '1:00:30']);
});

it('goes on behind what runs, then with what was left out', () => {
  const [done, running, open, skipped] = [item('d', { state: 'done' }), item('r', { state: 'running' }), item('o'), item('s')];
  expect(nextItem([done, running, open])?.id).toBe('o');
  expect(nextItem([skipped, done, running])?.id).toBe('s');
  expect(nextItem([done])).toBeNull();
});
