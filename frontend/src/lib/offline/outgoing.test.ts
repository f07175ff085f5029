// @vitest-environment jsdom
import { expect, it, vi } from 'vitest';
import { unsent } from '@/lib/unsent';
import { outgoing } from './outgoing';

it('counts what waits among what would be lost with the session', () => {
  vi.spyOn(outgoing('ana'), 'waiting', 'get').mockReturnValue(2);
  expect(unsent.left).toBe(2);
});
