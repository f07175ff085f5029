import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Entry } from '@/lib/api/types';
import { MemoryKeeper } from '@/lib/keeper';
import { idleBeforeSave } from './autosave';
import { Blocks, type Written } from './blocks';
import { Unreachable } from '@/lib/api/problem';

const saved = (id: string, written: Written, version = 1): Entry => ({
  id, meeting_id: 'm', original_start: '20261201T120000Z', position: 1, author_id: 'ana', created_at: '2026-12-01T10:00:00Z',
  removed_at: null, version, agenda_item_id: null, done_at: null, done_by: null, revision: 1, edited_by: 'ana',
  edited_at: '2026-12-01T10:00:00Z', ...written,
});

let sent: [string, Partial<Written>][];
let blocks: Blocks;
let keeper: MemoryKeeper;
let down: boolean;
let leave: boolean;
let ids = 0;

const opened = () =>
  new Blocks(
    {
      newId: () => `id-${(ids += 1)}`,
      add: async (written, once, onSaved) => {
        sent.push([`add ${once}`, written]);
        if (down) throw new Unreachable(null);
        const entry = saved(`entry-${sent.length}`, written);
        onSaved(entry);
        return entry;
      },
      write: async (id, change, version) => {
        sent.push([id, change]);
        if (down) throw new Unreachable(null);
        return saved(id, { kind: 'note', text: '', owner_id: null, due: null, ...change }, version + 1);
      },
    },
    { keeper, name: 'minutes/ana/m//', isOpen: () => !leave },
  );

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  keeper = new MemoryKeeper();
  [down, leave, ids] = [false, false, 0];
  blocks = opened();
});

afterEach(() => void vi.useRealTimers());

it('makes an entry of a block once something is written in it, and stays the same block', async () => {
  const key = blocks.begin('decision');
  const block = blocks.block(key)!;
  block.change({ text: 'We go' });
  await vi.advanceTimersByTimeAsync(idleBeforeSave);
  expect([blocks.begun, sent]).toEqual([[], [['add id-1', { kind: 'decision', text: 'We go', owner_id: null, due: null }]]]);
  expect(blocks.keyOf('entry-1')).toBe(key);
  expect(blocks.blockOf(block.entity!)).toBe(block);
  block.change({ text: 'We stay' });
  await blocks.settle();
  expect(sent.at(-1)).toEqual(['entry-1', { text: 'We stay' }]);
});

it('drops a block that nobody wrote into, and no other', async () => {
  const [empty, full] = [blocks.begin('note'), blocks.begin('note')];
  blocks.block(full)!.change({ text: 'x' });
  blocks.drop(empty);
  blocks.drop(full);
  expect(blocks.begun.map(({ key }) => key)).toEqual([full]);
  expect(blocks.dirty).toHaveLength(1);
});

it('finds again after a reload what was typed without a connection, in order, and sends each once under its key', async () => {
  down = true;
  const first = blocks.begin('note');
  blocks.block(first)!.change({ text: 'One' });
  await blocks.settle();
  const second = blocks.begin('decision');
  blocks.block(second)!.change({ text: 'Two' });
  await blocks.settle();
  const entry = saved('old', { kind: 'note', text: 'Before', owner_id: null, due: null });
  blocks.blockOf(entry).change({ text: 'After' });
  await blocks.settle();
  for (const block of blocks.dirty) block.stop();

  down = false;
  sent = [];
  const next = opened();
  await next.restore();
  expect(next.begun).toEqual([{ key: first, kind: 'note' }, { key: second, kind: 'decision' }]);
  expect(next.blockOf(entry).value('text', '')).toBe('After');
  await next.settle();
  expect(sent.map(([what, { text }]) => [what, text])).toEqual([['add id-1', 'One'], ['add id-2', 'Two'], ['old', 'After']]);
  expect((await keeper.under('')).size).toBe(0);
});

it('keeps nothing of somebody who has left', async () => {
  down = true;
  leave = true;
  blocks.block(blocks.begin('note'))!.change({ text: 'One' });
  await blocks.settle();
  expect((await keeper.under('')).size).toBe(0);
});
