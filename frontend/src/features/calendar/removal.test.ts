import { expect, it, vi } from 'vitest';
import { unsent } from '@/lib/unsent';
import { Removal, removal } from './removal';

it('hides what is about to be cancelled, until it is undone or over', () => {
  const some = new Removal();
  const heard = vi.fn();
  some.subscribe(heard);
  some.add({ key: 'a', hurry: vi.fn() });
  some.add({ key: 'b', hurry: vi.fn() });
  some.drop('a');
  expect([...some.current()]).toEqual(['b']);
  expect(heard).toHaveBeenCalledTimes(3);
});

it('sends before a session ends, and waits until that is done', async () => {
  const hurry = vi.fn(() => setTimeout(() => removal.drop('a'), 10));
  removal.add({ key: 'a', hurry });
  await unsent.settle();
  expect(hurry).toHaveBeenCalledOnce();
  expect(removal.current().size).toBe(0);
});
