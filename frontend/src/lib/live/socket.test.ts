import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChangeEvent } from '@/lib/api/types';
import { LiveClient, type Gap, type LiveState } from './socket';

/** The server's end of one connection. */
class Connection {
  onopen: (() => void) | null = null;
  onmessage: ((message: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  onerror: (() => void) | null = null;
  readonly received: Record<string, unknown>[] = [];
  closed = false;

  constructor(readonly ticket: string) {}

  send(data: string): void {
    this.received.push(JSON.parse(data) as Record<string, unknown>);
  }

  close(): void {
    this.closed = true;
  }

  accept(): void {
    this.onopen?.();
  }

  say(frame: Record<string, unknown>): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  drop(code = 1006): void {
    this.onclose?.({ code });
  }
}

const event = (cursor: string) => ({ type: 'event', cursor, kind: 'meeting.moved' });

describe('the live connection', () => {
  let connections: Connection[];
  let tickets: (() => Promise<string>)[];
  let client: LiveClient;
  let events: string[];
  let gaps: Gap[];
  let states: LiveState[];
  let begins: string | null;

  const last = () => connections[connections.length - 1]!;
  const settle = () => vi.advanceTimersByTimeAsync(0);

  beforeEach(() => {
    vi.useFakeTimers();
    [connections, tickets, events, gaps, states, begins] = [[], [], [], [], [], null];
    client = new LiveClient({
      ticket: () => tickets.shift()?.() ?? Promise.resolve(`ticket-${connections.length}`),
      open: (ticket) => {
        const connection = new Connection(ticket);
        connections.push(connection);
        return connection as unknown as WebSocket;
      },
      since: async () => begins,
      random: () => 1,
    });
    client.listen({
      event: (heard: ChangeEvent) => events.push(heard.cursor),
      gap: (gap) => gaps.push(gap),
      state: (state) => states.push(state),
    });
  });

  afterEach(() => {
    client.stop();
    vi.useRealTimers();
  });

  async function goLive(cursor = 'c0'): Promise<void> {
    client.start();
    await settle();
    last().accept();
    last().say({ type: 'welcome', cursor, person_id: 'ana', heartbeat: 25 });
  }

  it('asks for a ticket, greets, and is live when welcomed', async () => {
    await goLive();
    expect(last().ticket).toBe('ticket-0');
    expect(last().received).toEqual([{ type: 'hello' }]);
    expect(states).toEqual(['connecting', 'greeting', 'live']);
  });

  it('says once that what was fetched before the first welcome may be old', async () => {
    await goLive();
    expect(gaps).toEqual(['first']);
  });

  it('goes on from before what was fetched, where that is known: then nothing is old', async () => {
    begins = 'c5';
    client.start();
    await settle();
    last().accept();
    expect(last().received).toEqual([{ type: 'hello', after: 'c5' }]);
    last().say({ type: 'welcome', cursor: 'c7', heartbeat: 25 });
    last().say(event('c6'));
    last().say(event('c7'));
    expect([events, gaps]).toEqual([['c6', 'c7'], []]);
  });

  it('passes events on in order and resumes after the last one', async () => {
    await goLive();
    last().say(event('c1'));
    last().say(event('c2'));
    last().drop();
    await vi.advanceTimersByTimeAsync(1000);
    last().accept();
    expect(last().received).toEqual([{ type: 'hello', after: 'c2' }]);
    last().say({ type: 'welcome', cursor: 'c4', heartbeat: 25 });
    last().say(event('c3'));
    last().say(event('c4'));
    expect(events).toEqual(['c1', 'c2', 'c3', 'c4']);
    expect(gaps).toEqual(['first']);
  });

  it('does not skip what was missed when a resumed connection breaks before the first event', async () => {
    await goLive();
    last().say(event('c1'));
    last().drop();
    await vi.advanceTimersByTimeAsync(1000);
    last().accept();
    last().say({ type: 'welcome', cursor: 'c9', heartbeat: 25 });
    last().drop();
    await vi.advanceTimersByTimeAsync(1000);
    last().accept();
    expect(last().received).toEqual([{ type: 'hello', after: 'c1' }]);
  });

  it('hears an event once even when it is said twice', async () => {
    await goLive();
    last().say(event('c1'));
    last().say(event('c1'));
    expect(events).toEqual(['c1']);
  });

  it('reports a reset and starts afresh on the next connection', async () => {
    await goLive();
    last().say({ type: 'reset', reason: 'too old' });
    expect(gaps).toEqual(['first', 'reset']);
    last().say(event('c7'));
    expect(client.cursor).toBe('c7');
  });

  it('waits longer after each failure, up to thirty seconds, and starts small again once live', async () => {
    client.start();
    const waits: number[] = [];
    for (let attempt = 0; attempt < 7; attempt += 1) {
      await settle();
      const before = connections.length;
      last().drop();
      let waited = 0;
      while (connections.length === before && waited < 60) {
        await vi.advanceTimersByTimeAsync(1000);
        waited += 1;
      }
      waits.push(waited);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30]);
    last().accept();
    last().say({ type: 'welcome', cursor: 'c0' });
    const before = connections.length;
    last().drop();
    await vi.advanceTimersByTimeAsync(1000);
    expect(connections.length).toBe(before + 1);
  });

  it('spreads clients out: the wait is between half and all of the back-off', async () => {
    const eager = new LiveClient({
      ticket: () => Promise.reject(new Error('no')),
      open: () => expect.unreachable(),
      since: async () => null,
      random: () => 0,
    });
    eager.start();
    await settle();
    expect(eager.state).toBe('waiting');
    await vi.advanceTimersByTimeAsync(499);
    expect(eager.state).toBe('waiting');
    eager.listen({ state: (state) => states.push(state) });
    await vi.advanceTimersByTimeAsync(1);
    expect(states).toContain('connecting');
    eager.stop();
  });

  it('spreads out over four seconds after a restart, so that not all come back at once', async () => {
    await goLive();
    last().drop(1012);
    await vi.advanceTimersByTimeAsync(3_999);
    expect(connections).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(connections).toHaveLength(2);
  });

  it('does not wait when the network comes back', async () => {
    await goLive();
    last().drop();
    expect(client.state).toBe('waiting');
    client.wake();
    await settle();
    expect(connections).toHaveLength(2);
  });

  it('asks for a sign of life and drops a silent connection', async () => {
    await goLive();
    await vi.advanceTimersByTimeAsync(25_000);
    expect(last().received.at(-1)).toEqual({ type: 'ping' });
    last().say({ type: 'pong' });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(client.state).toBe('live');
    await vi.advanceTimersByTimeAsync(25_000 + 10_000);
    expect(connections[0]!.closed).toBe(true);
    expect(client.state).toBe('waiting');
  });

  it('gives up on a server that accepts and never welcomes', async () => {
    client.start();
    await settle();
    last().accept();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(client.state).toBe('waiting');
  });

  it('ends when the session ended, and starts again when told to, at the same place', async () => {
    await goLive();
    last().say(event('c1'));
    last().drop(4401);
    expect(client.state).toBe('ended');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(connections).toHaveLength(1);
    client.start();
    await settle();
    last().accept();
    expect(last().received).toEqual([{ type: 'hello', after: 'c1' }]);
  });

  it('believes the browser that there is no network, and waits for it', async () => {
    await goLive();
    client.lose();
    expect(client.state).toBe('waiting');
    client.wake();
    await settle();
    last().accept();
    expect(last().received).toEqual([{ type: 'hello', after: 'c0' }]);
  });

  it('does not insist where it is refused', async () => {
    await goLive();
    last().drop(4403);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(client.state).toBe('refused');
    expect(connections).toHaveLength(1);
  });

  it('ignores a ticket that arrives after it was stopped', async () => {
    let give: (ticket: string) => void = () => undefined;
    tickets.push(() => new Promise((resolve) => (give = resolve)));
    client.start();
    client.stop();
    give('late');
    await settle();
    expect(connections).toHaveLength(0);
    expect(client.state).toBe('stopped');
  });

  it('follows a topic while anybody wants to, and greets a new connection with it', async () => {
    await goLive();
    const [first, second] = [client.follow('meeting:m'), client.follow('meeting:m')];
    expect(last().received.slice(1)).toEqual([{ type: 'subscribe', topic: 'meeting:m' }]);
    first();
    first();
    expect(last().received).toHaveLength(2);
    last().drop();
    client.wake();
    await settle();
    last().accept();
    expect(last().received).toEqual([{ type: 'hello', after: 'c0', topics: ['meeting:m'] }]);
    second();
    last().say({ type: 'welcome', cursor: 'c0' });
    expect(last().received.slice(1)).toEqual([{ type: 'unsubscribe', topic: 'meeting:m' }]);
  });

  it('hears that a calendar it follows may be another one by now', async () => {
    const changed: string[] = [];
    client.listen({ changed: (topic) => changed.push(topic) });
    await goLive();
    client.follow('calendar:ben/20261201T000000Z/20261208T000000Z');
    last().say({ type: 'changed', topic: 'calendar:ben/20261201T000000Z/20261208T000000Z' });
    expect(changed).toEqual(['calendar:ben/20261201T000000Z/20261208T000000Z']);
  });

  it('says what one is at in a place that is followed, and again over the next connection', async () => {
    const told: unknown[] = [];
    client.listen({ presence: (topic, people) => told.push([topic, people.length]) });
    await goLive();
    client.say('meeting:m', { state: 'viewing', detail: null });
    expect(last().received).toHaveLength(1);
    client.follow('meeting:m');
    client.say('meeting:m', { state: 'editing', detail: 'entry:1' });
    const sign = { type: 'presence', topic: 'meeting:m', state: 'editing', detail: 'entry:1' };
    expect(last().received.at(-1)).toEqual(sign);
    last().say({ type: 'presence', topic: 'meeting:m', people: [{ person_id: 'ben' }] });
    expect(told).toEqual([['meeting:m', 1]]);
    last().drop();
    client.wake();
    await settle();
    last().accept();
    last().say({ type: 'welcome', cursor: 'c0' });
    expect(last().received.at(-1)).toEqual(sign);
  });
});
