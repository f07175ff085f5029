import { QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { AnswerCache } from './answer-cache';

let cache: AnswerCache;
let asked: { answer(said: string): void; fail(): void }[];
let leave: () => void;

const settled = () => new Promise((resolve) => setTimeout(resolve));
const shown = () => cache.getQueryData(['talk']);

beforeEach(() => {
  cache = new AnswerCache({ defaultOptions: { queries: { staleTime: 30_000, retry: false } } });
  asked = [];
  const question = {
    queryKey: ['talk'],
    queryFn: () => new Promise<string>((resolve, reject) => asked.push({ answer: resolve, fail: () => reject(new Error('no')) })),
  };
  leave = new QueryObserver(cache, question).subscribe(() => undefined);
});
afterEach(() => {
  leave();
  cache.clear();
});

it('asks again for a first answer that was under way when something happened', async () => {
  for (const queryKey of [['talk'], ['talk'], []]) void cache.invalidateQueries({ queryKey });
  asked[0]!.answer('before');
  await settled();
  expect([asked.length, shown()]).toEqual([2, 'before']);
  asked[1]!.answer('after');
  await settled();
  expect([asked.length, shown()]).toEqual([2, 'after']);
});

it('gives up a later answer that is under way, and asks anew', async () => {
  asked[0]!.answer('first');
  await settled();
  void cache.invalidateQueries();
  void cache.invalidateQueries();
  asked[1]!.answer('older');
  asked[2]!.answer('newer');
  await settled();
  expect([asked.length, shown()]).toEqual([3, 'newer']);
});

it('leaves what nothing happened to', async () => {
  void cache.invalidateQueries({ queryKey: ['something', 'else'] });
  asked[0]!.answer('first');
  await settled();
  expect(asked).toHaveLength(1);
});

it('leaves what failed to whoever looks at it', async () => {
  void cache.invalidateQueries();
  asked[0]!.fail();
  await settled();
  expect([asked.length, shown()]).toEqual([1, undefined]);
});

it('asks once more for what failed when nobody looked at it any more, not because one more does', async () => {
  asked[0]!.fail();
  await settled();
  const alsoAsked = () => new Promise<string>(() => asked.push({ answer: () => undefined, fail: () => undefined }));
  const look = () => new QueryObserver(cache, { queryKey: ['talk'], queryFn: alsoAsked }).subscribe(() => undefined);
  const [second, third] = [look(), look()];
  await settled();
  expect(asked).toHaveLength(1);
  for (const left of [second, third, leave]) left();
  look();
  await settled();
  expect(asked).toHaveLength(2);
});
