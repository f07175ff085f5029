import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MemoryKeeper } from '@/lib/keeper';
import { ageOf, KeptReads } from './kept-reads';

let keeper: MemoryKeeper;
let cache: QueryClient;

beforeEach(() => {
  vi.useFakeTimers();
  [keeper, cache] = [new MemoryKeeper(), new QueryClient()];
});

afterEach(() => {
  cache.clear();
  vi.useRealTimers();
});

async function visited(person = 'ana', shape = 'v1'): Promise<void> {
  const kept = new KeptReads(keeper, shape, person);
  const stop = kept.follow(cache);
  cache.setQueryData(['meeting', 'review'], { title: 'Review' }, { updatedAt: 1_000 });
  cache.setQueryData(['admin', 'people'], ['somebody']);
  cache.setQueryData(['security', 'tokens'], ['secret']);
  await vi.advanceTimersByTimeAsync(1_000);
  stop();
}

async function next(person = 'ana', shape = 'v1'): Promise<QueryClient> {
  const fresh = new QueryClient();
  await new KeptReads(keeper, shape, person).restore(fresh);
  return fresh;
}

it('shows on the next visit what was read, with its age', async () => {
  await visited();
  const fresh = await next();
  expect(fresh.getQueryData(['meeting', 'review'])).toEqual({ title: 'Review' });
  expect(fresh.getQueryState(['meeting', 'review'])?.dataUpdatedAt).toBe(1_000);
});

it('is read again however young it is: nobody heard what has happened since', async () => {
  await visited();
  expect((await next()).getQueryState(['meeting', 'review'])?.isInvalidated).toBe(true);
});

it('keeps nothing of administration and security', async () => {
  await visited();
  expect((await next()).getQueryCache().getAll()).toHaveLength(1);
  expect([...(await keeper.under('')).keys()]).toEqual(['read/v1/ana/["meeting","review"]']);
});

it.each([
  ['somebody else', 'ben', 'v1'],
  ['a build with other answers', 'ana', 'v2'],
])('leaves nothing to %s', async (_, person, shape) => {
  await visited();
  expect((await next(person, shape)).getQueryCache().getAll()).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect([...(await keeper.under('read/')).keys()]).toEqual([]);
});

it('does not show what is older than what the server has said', async () => {
  await visited();
  const fresh = new QueryClient();
  fresh.setQueryData(['meeting', 'review'], { title: 'Design review' });
  await new KeptReads(keeper, 'v1', 'ana').restore(fresh);
  expect(fresh.getQueryData(['meeting', 'review'])).toEqual({ title: 'Design review' });
});

it('writes nothing any more once it is over', async () => {
  const stop = new KeptReads(keeper, 'v1', 'ana').follow(cache);
  cache.setQueryData(['meeting', 'review'], { title: 'Review' });
  stop();
  await vi.advanceTimersByTimeAsync(5_000);
  expect([...(await keeper.under('')).keys()]).toEqual([]);
});

it('forgets after seven days', async () => {
  await visited();
  await vi.advanceTimersByTimeAsync(7 * 86_400_000);
  expect((await next()).getQueryCache().getAll()).toEqual([]);
});

it('knows no age of what nobody looks at', async () => {
  await visited();
  expect(ageOf(cache)).toBeNull();
});
