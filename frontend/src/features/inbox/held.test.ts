import { expect, it, vi } from 'vitest';
import { Held } from './held';

function deed(mark: 'done' | 'accepted', ...ids: string[]) {
  return { ids, mark, hurry: vi.fn(), undo: vi.fn() };
}

it('marks what was done until it is undone or sent', () => {
  const held = new Held();
  const heard = vi.fn();
  held.subscribe(heard);
  const [first, second] = [deed('done', 'a'), deed('accepted', 'b', 'c')];
  held.add(first);
  held.add(second);
  expect([...held.current()]).toEqual([['a', 'done'], ['b', 'accepted'], ['c', 'accepted']]);
  held.drop(second.ids);
  expect([...held.current()]).toEqual([['a', 'done']]);
  expect(heard).toHaveBeenCalledTimes(3);
});

it('undoes the last one, and sends all when the page is left', () => {
  const held = new Held();
  const [first, second] = [deed('done', 'a'), deed('done', 'b')];
  held.add(first);
  held.add(second);
  held.undoLast();
  expect([first.undo.mock.calls.length, second.undo.mock.calls.length]).toEqual([0, 1]);
  held.flush();
  expect([first.hurry.mock.calls.length, second.hurry.mock.calls.length]).toEqual([1, 1]);
});

it('settles when the last one has gone out', async () => {
  const held = new Held();
  const ids = ['a'];
  held.add({ ids, mark: 'done', hurry: () => setTimeout(() => held.drop(ids)), undo: vi.fn() });
  await held.settle();
  expect([...held.current()]).toEqual([]);
  await held.settle();
});
