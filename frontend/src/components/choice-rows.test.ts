import { expect, it } from 'vitest';
import { breadthOf, halvesOf } from './choice-rows';

it('leaves none alone: rows are cut in halves, or stay whole', () => {
  expect(halvesOf(['a', 'b', 'c', 'd'])).toEqual([['a', 'b'], ['c', 'd']]);
  expect(halvesOf([...'abcdefgh'])?.map(({ length }) => length)).toEqual([4, 4]);
  for (const whole of ['ab', 'abc', 'abcde']) expect(halvesOf([...whole])).toBeNull();
});

it('takes no option for narrower than it is', () => {
  // As measured in Inter, semi-bold, with twelve pixels around it and what stands before it, at 16 pixels.
  for (const [label, pixels] of [['Automatic', 80], ['As the system', 109], ['Wie das System', 123], ['Samstag', 71]] as const) {
    expect(breadthOf(label, false) * 16).toBeGreaterThan(pixels + 12);
    expect(breadthOf(label, true) * 16).toBeGreaterThan(pixels + 34);
  }
});
