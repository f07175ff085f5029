import { expect, it } from 'vitest';
import { sizeOf } from './size';

it('is as short as one can read it', () => {
  expect(sizeOf(0, 'en-GB')).toBe('0 byte');
  expect(sizeOf(812, 'en-GB')).toBe('812 byte');
  expect(sizeOf(1_430, 'en-GB')).toBe('1.4 kB');
  expect(sizeOf(23_600_000, 'en-GB')).toBe('24 MB');
  expect(sizeOf(1_430_000, 'de')).toBe('1,4 MB');
});
