import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Throttle } from './live';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('refreshes at once, then once for all that came meanwhile', () => {
  const task = vi.fn();
  const throttle = new Throttle(task);
  for (let change = 0; change < 20; change += 1) throttle.ask();
  expect(task).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(250);
  expect(task).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(1000);
  expect(task).toHaveBeenCalledTimes(2);
  throttle.ask();
  expect(task).toHaveBeenCalledTimes(3);
});
