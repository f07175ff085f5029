import { afterEach, expect, it, vi } from 'vitest';
import { FirstAnswer, saidBy } from './first-answer';
import type { FirstSaid } from './types';

const said = { inbox: { unread: 3, needs_you: 1 }, live_cursor: 'c5' } as FirstSaid;

afterEach(() => void vi.useRealTimers());

it('stands for one answer about each part', async () => {
  const first = new FirstAnswer(Promise.resolve(said));
  expect([await first.take('inbox'), await first.take('inbox')]).toEqual([said.inbox, null]);
  expect(await first.take('live_cursor')).toBe('c5');
});

it('is asked for when it comes late, and not waited for when it does not come', async () => {
  let come = (_: FirstSaid | null) => {};
  const first = new FirstAnswer(new Promise((resolve) => (come = resolve)));
  const taken = first.take('inbox');
  come(said);
  expect(await taken).toEqual(said.inbox);
  expect(await new FirstAnswer(Promise.resolve(null)).take('inbox')).toBeNull();
});

it('holds nobody up when it takes long, and is not used any more then', async () => {
  vi.useFakeTimers();
  let come = (_: FirstSaid | null) => {};
  const first = new FirstAnswer(new Promise((resolve) => (come = resolve)));
  const settled = first.settled();
  await vi.advanceTimersByTimeAsync(3_000);
  await settled;
  come(said);
  expect(await first.take('live_cursor')).toBeNull();
});

it('is no news after ten seconds', async () => {
  let now = 1_000;
  const first = new FirstAnswer(Promise.resolve(said), () => now);
  await first.settled();
  now += 10_001;
  expect(await first.take('inbox')).toBeNull();
});

it('says nothing about whoever has left', async () => {
  const first = new FirstAnswer(Promise.resolve(said));
  first.forget();
  expect(await first.take('inbox')).toBeNull();
});

it('says nothing when the server did not', async () => {
  const answers = [undefined, Promise.reject(new TypeError('network')), Promise.resolve(new Response('{}', { status: 403 })), Promise.resolve(new Response('<html>'))];
  expect(await Promise.all(answers.map(saidBy))).toEqual([null, null, null, null]);
  expect(await saidBy(Promise.resolve(Response.json(said)))).toEqual(said);
});
