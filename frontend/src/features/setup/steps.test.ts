import { expect, it } from 'vitest';
import { after, before, stepNamed, steps } from './steps';

it('goes there and back through all of them', () => {
  for (const step of steps) {
    const next = after(step);
    if (next) expect(before(next)).toBe(step);
  }
  expect([before('organisation'), after('people')]).toEqual([null, null]);
});

it('knows no other steps', () => expect([stepNamed('mail'), stepNamed('moon'), stepNamed(null)]).toEqual(['mail', null, null]));
