import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ApiProblem, Unreachable } from '@/lib/api/problem';
import { MemoryKeeper } from '@/lib/keeper';
import { Queue, type Asked, type Deed } from './queue';

type Mood = 'well' | 'down' | 'deaf' | 'busy' | 'strict';

/** Does each thing once, by its id, whatever becomes of the answer. */
class Server {
  done: string[] = [];
  refusals: string[] = [];
  versions: (string | undefined)[] = [];
  mood: Mood = 'well';

  readonly take = async ({ id, version }: Deed): Promise<unknown> => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    if (this.mood === 'down') throw new Unreachable(null);
    if (this.mood === 'busy') throw new ApiProblem(503, {});
    if (this.mood === 'strict') {
      this.refusals.push(id);
      throw new ApiProblem(412, { code: 'stale' });
    }
    if (!this.done.includes(id)) this.done.push(id);
    this.versions.push(version);
    // It was done; the answer is lost.
    if (this.mood === 'deaf') throw new Unreachable(null);
    return { id };
  };
}

/** One browser: what it keeps, and its tabs, which send one at a time and hear of each other. */
class Browser {
  readonly tabs: Queue[] = [];
  private readonly keeper = new MemoryKeeper();
  private line: Promise<void> = Promise.resolve();

  constructor(readonly server: Server) {}

  readonly open = (): Queue => {
    const alone = (task: () => Promise<void>) => {
      // As browsers do, it is let go of a little after the task is over.
      this.line = this.line.then(task).then(() => new Promise((resolve) => setTimeout(resolve, 2)));
      return this.line;
    };
    const gone = (id: string) => setTimeout(() => this.tabs.forEach((tab) => tab !== queue && tab.arrived(id)), 5);
    const queue: Queue = new Queue({ send: this.server.take, newId, now, alone, gone }, this.keeper, 'ana');
    this.tabs.push(queue);
    void queue.load();
    return queue;
  };

  close(queue: Queue): void {
    queue.stop();
    this.tabs.splice(this.tabs.indexOf(queue), 1);
  }

  kept = async () => [...(await this.keeper.under('queue/')).keys()];
}

let ids = 0;
const newId = () => `id${String((ids += 1)).padStart(8, '0')}`;
const now = () => ids;
const answer = (about: string, more: Partial<Asked> = {}): Asked => ({ kind: 'answer', about, method: 'PUT', path: `/${about}`, ...more });
const settle = (milliseconds = 300) => vi.advanceTimersByTimeAsync(milliseconds);

let server: Server;
let browser: Browser;
let queue: Queue;

beforeEach(async () => {
  vi.useFakeTimers();
  server = new Server();
  browser = new Browser(server);
  queue = browser.open();
  await settle(1);
});

afterEach(() => {
  for (const tab of browser.tabs) tab.stop();
  vi.useRealTimers();
});

it('sends in the order in which it was done, one after another', async () => {
  const posted = ['a', 'b', 'c'].map((about) => queue.post(answer(about)).id);
  await settle(60);
  expect([server.done, queue.waiting]).toEqual([posted.slice(0, 1), 2]);
  await settle();
  expect([server.done, queue.list, await browser.kept()]).toEqual([posted, [], []]);
});

it('sends what follows upon what has just arrived', async () => {
  void queue.send(answer('a')).then(() => setTimeout(() => queue.post(answer('b')), 1));
  await settle();
  expect([server.done.length, queue.list]).toEqual([2, []]);
});

it('says at once whether it has arrived, waits, or is refused', async () => {
  const sent = queue.send(answer('a'));
  await settle();
  expect((await sent).kind).toBe('sent');
  server.mood = 'down';
  const waiting = queue.send(answer('b'));
  await settle();
  expect([(await waiting).kind, queue.waiting]).toEqual(['waiting', 1]);
  server.mood = 'well';
  queue.wake();
  await settle();
  server.mood = 'strict';
  const refused = expect(queue.send(answer('c'))).rejects.toBeInstanceOf(ApiProblem);
  await settle();
  await refused;
  expect(queue.list).toEqual([]);
});

it('counts what arrived late, for the good news', async () => {
  queue.post(answer('a'));
  await settle();
  server.mood = 'down';
  queue.post(answer('b'));
  queue.post(answer('c'));
  await settle();
  server.mood = 'well';
  queue.wake();
  await settle();
  expect(queue.late).toBe(2);
});

it('keeps what could not be sent over a reload, and sends it under the same id', async () => {
  server.mood = 'deaf';
  const { id } = queue.post(answer('a'));
  await settle();
  browser.close(queue);
  server.mood = 'well';
  queue = browser.open();
  await settle();
  expect([server.done, queue.list, await browser.kept()]).toEqual([[id], [], []]);
});

it('lets a later answer take the place of one that has not left', async () => {
  server.mood = 'down';
  queue.post(answer('a', { instead: 'a' }));
  queue.post(answer('b', { instead: 'b' }));
  await settle();
  const { id } = queue.post(answer('a', { instead: 'a', body: 'declined' }));
  server.mood = 'well';
  queue.wake();
  await settle();
  expect(server.done).toHaveLength(2);
  expect(server.done.at(-1)).toBe(id);
});

it('keeps a stale one with its reason, goes on with the next, and insists when it is told to', async () => {
  const told: string[] = [];
  queue.listen({ refused: ({ about }, { code }) => told.push(`${about} ${code}`) });
  server.mood = 'strict';
  const { id } = queue.post(answer('a', { version: '"3"' }));
  await settle();
  server.mood = 'well';
  queue.post(answer('b'));
  await settle();
  expect([told, queue.list.map(({ about, state, reason }) => [about, state, reason])]).toEqual([['a stale'], [['a', 'refused', 'stale']]]);
  queue.retry(id);
  await settle();
  expect([server.done.length, server.done.includes(id), server.versions.at(-1), queue.list]).toEqual([2, false, '*', []]);
});

it('shows and sends nothing of somebody else', async () => {
  server.mood = 'down';
  queue.post(answer('a'));
  await settle();
  const wire = { send: server.take, newId, now: () => 7, alone: (task: () => Promise<void>) => task(), gone: () => undefined };
  const ben = new Queue(wire, (browser as unknown as { keeper: MemoryKeeper }).keeper, 'ben');
  await ben.load();
  expect(ben.list).toEqual([]);
});

it('loses nothing and doubles nothing, whatever is cut, reloaded, closed or answered in between', async () => {
  const tab = fc.integer({ min: 0, max: 2 });
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('post' as const), tab }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('mood' as const), mood: fc.constantFrom<Mood>('well', 'down', 'deaf', 'busy') }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('pass' as const), milliseconds: fc.integer({ min: 1, max: 5_000 }) }) },
    fc.record({ kind: fc.constant('reload' as const), tab }),
    fc.record({ kind: fc.constant('open' as const) }),
    fc.record({ kind: fc.constant('close' as const), tab }),
    fc.record({ kind: fc.constant('wake' as const), tab }),
    fc.record({ kind: fc.constant('echo' as const), tab }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      for (const each of browser.tabs) each.stop();
      server = new Server();
      browser = new Browser(server);
      browser.open();
      await settle(1);
      const posted: { id: string; by: Queue }[] = [];
      for (const each of steps) {
        const there = 'tab' in each ? browser.tabs[each.tab % browser.tabs.length]! : browser.tabs[0]!;
        if (each.kind === 'post') posted.push({ id: there.post(answer('a')).id, by: there });
        else if (each.kind === 'mood') server.mood = each.mood;
        else if (each.kind === 'pass') await settle(each.milliseconds);
        else if (each.kind === 'wake') there.wake();
        else if (each.kind === 'echo') server.done.forEach(there.arrived);
        else if (each.kind === 'open' && browser.tabs.length < 3) browser.open();
        else if (each.kind === 'reload' || (each.kind === 'close' && browser.tabs.length > 1)) {
          browser.close(there);
          if (each.kind === 'reload') browser.open();
        }
        await settle(1);
      }
      server.mood = 'well';
      for (const each of browser.tabs) each.wake();
      await settle(60_000);
      expect([...server.done].sort()).toEqual(posted.map(({ id }) => id).sort());
      for (const by of new Set(posted.map((each) => each.by))) {
        const own = posted.filter((each) => each.by === by).map(({ id }) => id);
        expect(server.done.filter((id) => own.includes(id))).toEqual(own);
      }
      expect([browser.tabs.map(({ list }) => list), await browser.kept()]).toEqual([browser.tabs.map(() => []), []]);
    }),
    { numRuns: 200 },
  );
});
