import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Entry } from '@/lib/api/types';
import { idleBeforeSave } from './autosave';
import { Blocks, type Written } from './blocks';

const saved = (id: string, written: Written, version = 1): Entry => ({
  id, meeting_id: 'm', original_start: '20261201T120000Z', position: 1, author_id: 'ana', created_at: '2026-12-01T10:00:00Z',
  removed_at: null, version, agenda_item_id: null, done_at: null, done_by: null, revision: 1, edited_by: 'ana',
  edited_at: '2026-12-01T10:00:00Z', ...written,
});

let sent: [string, Partial<Written>][];
let blocks: Blocks;

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  blocks = new Blocks({
    add: async (written, onSaved) => {
      const entry = saved(`entry-${sent.length}`, written);
      sent.push(['add', written]);
      onSaved(entry);
      return entry;
    },
    write: async (id, change, version) => {
      sent.push([id, change]);
      return saved(id, { kind: 'note', text: '', owner_id: null, due: null, ...change }, version + 1);
    },
  });
});

afterEach(() => void vi.useRealTimers());

it('makes an entry of a block once something is written in it, and stays the same block', async () => {
  const key = blocks.begin('decision');
  const block = blocks.block(key)!;
  block.change({ text: 'We go' });
  await vi.advanceTimersByTimeAsync(idleBeforeSave);
  expect([blocks.begun, sent]).toEqual([[], [['add', { kind: 'decision', text: 'We go', owner_id: null, due: null }]]]);
  expect(blocks.keyOf('entry-0')).toBe(key);
  expect(blocks.blockOf(block.entity!)).toBe(block);
  block.change({ text: 'We stay' });
  await blocks.settle();
  expect(sent.at(-1)).toEqual(['entry-0', { text: 'We stay' }]);
});

it('drops a block that nobody wrote into, and no other', async () => {
  const [empty, full] = [blocks.begin('note'), blocks.begin('note')];
  blocks.block(full)!.change({ text: 'x' });
  blocks.drop(empty);
  blocks.drop(full);
  expect(blocks.begun.map(({ key }) => key)).toEqual([full]);
  expect(blocks.dirty).toHaveLength(1);
});
