// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from 'vitest';
import { whenIdle } from './idle';

let asked: (() => void)[];
const beIdle = async () => {
  asked.shift()?.();
  await new Promise((resolve) => setTimeout(resolve));
};

beforeEach(() => {
  asked = [];
  vi.stubGlobal('requestIdleCallback', (task: () => void) => asked.push(task));
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
  await beIdle();
  expect(asked).toHaveLength(0);
  state.mockRestore();
  window.dispatchEvent(new Event('load'));
  await beIdle();
  await beIdle();
  expect(task).toHaveBeenCalledOnce();
});
