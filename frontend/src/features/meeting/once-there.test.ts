import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { onceThere } from './once-there';

const field = { name: 'message' } as unknown as HTMLElement;
let frames: FrameRequestCallback[];
const next = () => frames.splice(0).forEach((frame) => frame(0));

beforeEach(() => {
  frames = [];
  vi.stubGlobal('requestAnimationFrame', (frame: FrameRequestCallback) => frames.push(frame));
  vi.stubGlobal('cancelAnimationFrame', (number: number) => frames.splice(number - 1, 1));
});

afterEach(() => vi.unstubAllGlobals());

it('waits until it is there, and acts once', () => {
  let found: HTMLElement | null = null;
  const act = vi.fn();
  onceThere(() => found, act);
  for (let frame = 0; frame < 10; frame += 1) next();
  expect(act).not.toHaveBeenCalled();
  found = field;
  for (let frame = 0; frame < 10; frame += 1) next();
  expect(act).toHaveBeenCalledExactlyOnceWith(field);
});

it('gives up what does not come, and stops when told', () => {
  const look = vi.fn(() => null);
  onceThere(look, vi.fn());
  for (let frame = 0; frame < 1000; frame += 1) next();
  expect(look.mock.calls.length).toBeLessThan(200);

  const act = vi.fn();
  onceThere(() => field, act)();
  next();
  expect(act).not.toHaveBeenCalled();
});
