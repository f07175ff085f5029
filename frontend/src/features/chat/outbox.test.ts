import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ApiProblem, Unreachable } from '@/lib/api/problem';
import { Outbox, type Unsent } from './outbox';

class Shelf {
  private readonly things = new Map<string, string>();
  getItem(key: string): string | null {
    return this.things.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.things.set(key, value);
  }
  removeItem(key: string): void {
    this.things.delete(key);
  }
}

/** Knows each message by its client id, and loses answers when told to. */
class Server {
  said: Unsent[] = [];
  mood: 'well' | 'down' | 'deaf' | 'strict' = 'well';

  readonly take = async (message: Unsent): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    if (this.mood === 'down') throw new Unreachable(null);
    if (this.mood === 'strict') throw new ApiProblem(422, { code: 'invalid_text' });
    if (!this.said.some(({ clientId }) => clientId === message.clientId)) this.said.push(message);
    // The message arrived, the answer did not.
    if (this.mood === 'deaf') throw new Unreachable(null);
  };
}

let server: Server;
let shelf: Shelf;
let outbox: Outbox;
let ids = 0;
const opened = () => new Outbox(server.take, () => `c${(ids += 1)}`, shelf, 'outbox', () => 7);
const said = (text: string) => ({ text, replyTo: null, date: null });
const texts = (list: readonly { text: string }[]) => list.map(({ text }) => text);

beforeEach(() => {
  vi.useFakeTimers();
  [server, shelf] = [new Server(), new Shelf()];
  outbox = opened();
});

afterEach(() => {
  outbox.stop();
  vi.useRealTimers();
});

it('sends in the order of writing, one after another', async () => {
  for (const text of ['a', 'b', 'c']) outbox.post(said(text));
  expect(texts(outbox.list)).toEqual(['a', 'b', 'c']);
  await vi.advanceTimersByTimeAsync(60);
  expect([texts(server.said), texts(outbox.list)]).toEqual([['a'], ['b', 'c']]);
  await vi.advanceTimersByTimeAsync(100);
  expect([texts(server.said), outbox.list]).toEqual([['a', 'b', 'c'], []]);
});

it('keeps what could not be sent over a reload, and sends it under the same name', async () => {
  server.mood = 'deaf';
  outbox.post(said('a'));
  await vi.advanceTimersByTimeAsync(60);
  const [{ clientId }] = outbox.list as [Unsent];
  outbox.stop();
  server.mood = 'well';
  outbox = opened();
  outbox.wake();
  await vi.advanceTimersByTimeAsync(60);
  expect([server.said.map((each) => each.clientId), outbox.list]).toEqual([[clientId], []]);
});

it('tries again by itself, less and less often, and at once when there is reason to', async () => {
  server.mood = 'down';
  outbox.post(said('a'));
  await vi.advanceTimersByTimeAsync(200_000);
  server.mood = 'well';
  await vi.advanceTimersByTimeAsync(60);
  expect(server.said).toEqual([]);
  outbox.wake();
  await vi.advanceTimersByTimeAsync(60);
  expect(texts(server.said)).toEqual(['a']);
});

it('keeps a refused message with its reason, and goes on with the next', async () => {
  server.mood = 'strict';
  outbox.post(said('a'));
  await vi.advanceTimersByTimeAsync(60);
  server.mood = 'well';
  outbox.post(said('b'));
  await vi.advanceTimersByTimeAsync(60);
  expect(outbox.list.map(({ text, state, reason }) => [text, state, reason])).toEqual([['a', 'refused', 'invalid_text']]);
  outbox.retry(outbox.list[0]!.clientId);
  await vi.advanceTimersByTimeAsync(60);
  expect([texts(server.said), outbox.list]).toEqual([['b', 'a'], []]);
});

it('lets every message arrive exactly once and in order, whatever happens in between', async () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('post' as const), text: fc.string({ minLength: 1, maxLength: 3 }) }),
    fc.record({ kind: fc.constant('mood' as const), mood: fc.constantFrom('well' as const, 'down' as const, 'deaf' as const) }),
    fc.record({ kind: fc.constant('pass' as const), milliseconds: fc.integer({ min: 1, max: 5_000 }) }),
    fc.constant({ kind: 'reload' as const }),
    fc.constant({ kind: 'wake' as const }),
    fc.constant({ kind: 'echo' as const }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      [server, shelf] = [new Server(), new Shelf()];
      outbox.stop();
      outbox = opened();
      const posted: string[] = [];
      for (const each of steps) {
        if (each.kind === 'post') {
          outbox.post(said(each.text));
          posted.push(outbox.list.at(-1)!.clientId);
        } else if (each.kind === 'mood') server.mood = each.mood;
        else if (each.kind === 'pass') await vi.advanceTimersByTimeAsync(each.milliseconds);
        else if (each.kind === 'wake') outbox.wake();
        else if (each.kind === 'echo') for (const { clientId } of server.said) outbox.arrived(clientId);
        else {
          outbox.stop();
          outbox = opened();
        }
      }
      server.mood = 'well';
      outbox.wake();
      await vi.advanceTimersByTimeAsync(60_000);
      expect(server.said.map(({ clientId }) => clientId)).toEqual(posted);
      expect([outbox.list, shelf.getItem('outbox')]).toEqual([[], null]);
    }),
    { numRuns: 200 },
  );
});
