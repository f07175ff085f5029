import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { isWaitedFor, SlowRequests, Stopped } from './slow';

let requests: SlowRequests;
let seen: string[];

beforeEach(() => {
  vi.useFakeTimers();
  requests = new SlowRequests();
  seen = [];
  requests.subscribe(() => seen.push(requests.current()));
});

afterEach(() => {
  vi.useRealTimers();
});

/** As `fetch` does: answers after so many seconds, unless its signal ends it first. */
const answeredAfter = (seconds: number) => (signal: AbortSignal) =>
  new Promise<Response>((resolve, reject) => {
    setTimeout(() => resolve(new Response('done')), seconds * 1000);
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });
const nobody = new AbortController().signal;

it('says nothing of what is answered soon', async () => {
  const answer = requests.watch(nobody, answeredAfter(4));
  await vi.advanceTimersByTimeAsync(20_000);
  expect(await (await answer).text()).toBe('done');
  expect(seen).toEqual([]);
});

it('says after five seconds that it is under way, after fifteen that it can be stopped, and no more once it is there', async () => {
  const answer = requests.watch(nobody, answeredAfter(16));
  await vi.advanceTimersByTimeAsync(4_999);
  expect(seen).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(seen).toEqual(['waiting']);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(seen).toEqual(['waiting', 'stoppable']);
  await vi.advanceTimersByTimeAsync(1_000);
  await answer;
  expect(seen).toEqual(['waiting', 'stoppable', 'none']);
});

it('stops what has taken very long, and nothing else', async () => {
  const long = requests.watch(nobody, answeredAfter(60)).catch((reason: unknown) => reason);
  await vi.advanceTimersByTimeAsync(10_000);
  const later = requests.watch(nobody, answeredAfter(7));
  await vi.advanceTimersByTimeAsync(5_000);
  requests.stop();
  expect(await long).toBeInstanceOf(Stopped);
  expect(requests.current()).toBe('waiting');
  await vi.advanceTimersByTimeAsync(2_000);
  expect((await later).ok).toBe(true);
  expect(requests.current()).toBe('none');
});

it('ends with whoever asked, and fails as it did before', async () => {
  const asker = new AbortController();
  const left = requests.watch(asker.signal, answeredAfter(9)).catch((reason: unknown) => reason);
  asker.abort(new Error('left'));
  expect(await left).toEqual(new Error('left'));
  const lost = requests.watch(nobody, () => Promise.reject(new TypeError('network'))).catch((reason: unknown) => reason);
  expect(await lost).toBeInstanceOf(TypeError);
});

it.each([
  ['POST', '/api/v1/meetings', {}, true],
  ['PATCH', '/api/v1/meetings/1', {}, true],
  ['GET', '/api/v1/calendar', {}, false],
  ['POST', '/api/v1/auth/refresh', {}, false],
  ['POST', '/api/v1/live/tickets', {}, false],
  ['PUT', '/api/v1/meetings/1/response', { keepalive: true }, false],
])('%s %s %o is waited for: %s', (method, path, init, expected) => {
  expect(isWaitedFor(new Request(`http://localhost${path}`, { method, ...init }))).toBe(expected);
});
