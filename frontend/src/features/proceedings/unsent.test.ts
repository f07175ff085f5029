// @vitest-environment jsdom
import { QueryClient } from '@tanstack/react-query';
import { expect, it, vi } from 'vitest';
import { unsent } from '@/lib/unsent';
import { blocksOf } from './components/use-blocks';

it('counts the unsaved blocks of every date among what would be lost with the session', () => {
  const cache = new QueryClient();
  const before = unsent.left;
  for (const date of ['2027-03-01', '2027-03-08']) {
    vi.spyOn(blocksOf(cache, { meetingId: 'm', date }, 'ana'), 'unsaved', 'get').mockReturnValue(2);
  }
  expect(unsent.left - before).toBe(4);
});
