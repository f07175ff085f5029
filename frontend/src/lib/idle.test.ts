// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

let asked: (() => void)[];
let whenIdle: typeof import('./idle').whenIdle;
const touch = () => window.dispatchEvent(new Event('pointermove'));
const beIdle = async () => {
  asked.shift()?.();
  await new Promise((resolve) => setTimeout(resolve));
};

beforeEach(async () => {
  vi.resetModules();
  ({ whenIdle } = await import('./idle'));
  asked = [];
  vi.stubGlobal('requestIdleCallback', (task: () => void) => asked.push(task));
});

afterEach(() => {
  vi.useRealTimers();
});

it('does one thing in each idle time, after the one before has ended, and what is called off never', async () => {
  const done: string[] = [];
  let arrive = () => {};
  whenIdle(() => {
    done.push('first');
    return new Promise<void>((resolve) => (arrive = resolve));
  });
  const callOff = whenIdle(async () => done.push('called off'));
  whenIdle(async () => {
    done.push('fails');
    throw new Error('no network');
  });
  whenIdle(async () => done.push('last'));
  callOff();
  touch();
  await beIdle();
  await beIdle();
  expect(done).toEqual(['first']);
  arrive();
  await beIdle();
  await beIdle();
  expect(done).toEqual(['first', 'fails']);
  await beIdle();
  expect(done).toEqual(['first', 'fails', 'last']);
});

it('waits until the page has loaded', async () => {
  const state = vi.spyOn(document, 'readyState', 'get').mockReturnValue('interactive');
  const task = vi.fn(async () => undefined);
  whenIdle(task);
  touch();
  await beIdle();
  expect(asked).toHaveLength(0);
  state.mockRestore();
  window.dispatchEvent(new Event('load'));
  await beIdle();
  await beIdle();
  expect(task).toHaveBeenCalledOnce();
});

it('leaves a page in peace that nobody touches, for a while', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  whenIdle(async () => undefined);
  await vi.advanceTimersByTimeAsync(5_900);
  expect(asked).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(200);
  expect(asked).toHaveLength(1);
});
