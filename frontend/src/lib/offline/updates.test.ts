import { expect, it, vi } from 'vitest';
import { Updates } from './updates';

const waiting = () => ({ postMessage: vi.fn() });

it('lets a new build in when it is told to, and reloads once it serves', () => {
  const [reload, worker] = [vi.fn(), waiting()];
  const updates = new Updates(reload);
  updates.apply();
  expect(updates.state).toBe('none');
  updates.found(worker);
  expect([updates.state, worker.postMessage.mock.calls]).toEqual(['ready', []]);
  updates.apply();
  updates.apply();
  expect([worker.postMessage.mock.calls, reload.mock.calls]).toEqual([[[{ takeOver: true }]], []]);
  updates.takenOver();
  expect(reload).toHaveBeenCalledOnce();
});

it('does not reload because another tab let the new build in; only says that it is there', () => {
  const reload = vi.fn();
  const updates = new Updates(reload);
  updates.found(waiting());
  updates.takenOver();
  expect([updates.state, reload.mock.calls]).toEqual(['ready', []]);
  updates.apply();
  expect(reload).toHaveBeenCalledOnce();
});
