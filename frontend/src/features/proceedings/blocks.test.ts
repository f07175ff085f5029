import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Entry } from '@/lib/api/types';
import { MemoryKeeper } from '@/lib/keeper';
import { idleBeforeSave } from './autosave';
import { Blocks, type Written } from './blocks';
import { TabHolds } from './holds';
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

/** The browser's, for all its tabs: one at a time, the others in line. */
class Locks {
  private readonly lines = new Map<string, (() => void)[]>();

  async request<Result>(name: string, { ifAvailable }: LockOptions, granted: (lock: Lock | null) => Promise<Result>): Promise<Result> {
    await Promise.resolve();
    const line = this.lines.get(name);
    if (line && ifAvailable) return granted(null);
    if (line) await new Promise<void>((next) => line.push(next));
    else this.lines.set(name, []);
    const result = await granted({ name, mode: 'exclusive' });
    const next = this.lines.get(name)?.shift();
    if (next) next();
    else this.lines.delete(name);
    return result;
  }
}

let locks: Locks;
/** What goes with a tab that is closed. */
let holds: TabHolds;

const opened = () => {
  holds = new TabHolds(locks as never);
  return tab();
};

const tab = () =>
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
    { keeper, name: 'minutes/ana/m//', isOpen: () => !leave, holds },
  );

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  keeper = new MemoryKeeper();
  locks = new Locks();
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
  locks = new Locks(); // those of the page before went with it
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

it('is begun in one tab: what that is still to send no other tab takes out of the drawer, and sends as well', async () => {
  const text = 'Once';
  blocks.block(blocks.begin('note'))!.change({ text });
  await vi.advanceTimersByTimeAsync(idleBeforeSave / 2);
  const other = opened();
  await other.restore();
  expect(other.isRestored).toBe(true);
  expect(other.begun).toEqual([]);
  await vi.advanceTimersByTimeAsync(idleBeforeSave);
  expect(sent.map(([, written]) => written.text)).toEqual([text]);
  expect((await keeper.under('minutes/')).size).toBe(0);
});

it('goes on in another tab once its own is gone', async () => {
  down = true;
  const [first, name] = [holds, 'minutes/ana/m//'];
  const key = blocks.begin('note');
  blocks.block(key)!.change({ text: 'Left over' });
  await blocks.settle();
  blocks.block(key)!.stop();
  const other = opened();
  await other.restore();
  expect(other.begun).toEqual([]);
  down = false;
  first.release(name + key);
  await vi.advanceTimersByTimeAsync(idleBeforeSave);
  expect(sent.map(([once]) => once)).toEqual(['add id-1', 'add id-1']);
  expect(other.dirty).toEqual([]);
});

it('counts what is lost with the session, and nothing of somebody else', async () => {
  down = true;
  blocks.block(blocks.begin('note'))!.change({ text: 'One' });
  await blocks.settle();
  expect(blocks.unsaved).toBe(1);
  leave = true;
  expect(blocks.unsaved).toBe(0);
});
