import { beforeEach, expect, it, vi } from 'vitest';
import { printWhen } from './printing';

let frames: (() => void)[] = [];
const print = vi.fn();
const pass = () => frames.splice(0).forEach((frame) => frame());

beforeEach(() => {
  frames = [];
  print.mockReset();
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame));
  vi.stubGlobal('cancelAnimationFrame', () => (frames = []));
  vi.stubGlobal('window', { print });
});

it('prints once, after what is asked for has stood still', () => {
  const drawn = [false, true, false, true, true, true];
  printWhen(() => drawn.shift()!);
  for (let frame = 0; frame < 4; frame += 1) pass();
  expect(print).not.toHaveBeenCalled();
  for (let frame = 0; frame < 4; frame += 1) pass();
  expect(print).toHaveBeenCalledOnce();
});

it('does not print what nobody waits for any more', () => {
  const leave = printWhen(() => true);
  pass();
  leave();
  pass();
  expect(print).not.toHaveBeenCalled();
});
