import { expect, it, vi } from 'vitest';
import { Unsent } from './unsent';

it('waits for all that is on its way, failed or not', async () => {
  const unsent = new Unsent();
  const [first, second] = [vi.fn().mockRejectedValue(new Error('offline')), vi.fn().mockResolvedValue(undefined)];
  unsent.add(first);
  unsent.add(second);
  await unsent.settle();
  expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 1]);
});

it('waits no longer than its patience', async () => {
  const unsent = new Unsent();
  unsent.add(() => new Promise(() => {}));
  await unsent.settle(5);
});

it('counts what is left of all that waited', () => {
  const unsent = new Unsent();
  unsent.add(() => Promise.resolve());
  unsent.add(() => Promise.resolve(), () => 2);
  unsent.add(() => Promise.resolve(), () => 1);
  expect(unsent.left).toBe(3);
});
