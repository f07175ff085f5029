/** Milliseconds after which it is said that something is under way, and after which it can be stopped. */
const slow = 5_000;
const verySlow = 15_000;

/** `waiting`: something takes long. `stoppable`: so long that nobody has to wait for it any more. */
export type Slowness = 'none' | 'waiting' | 'stoppable';

/** Somebody waited long enough. The server may have done it all the same. */
export class Stopped extends Error {
  constructor() {
    super('stopped before there was an answer');
    this.name = 'Stopped';
  }
}

interface UnderWay {
  readonly end: AbortController;
  slowness: Slowness;
}

/** The requests that somebody waits for, and how long they have been waiting. */
export class SlowRequests {
  private readonly all = new Set<UnderWay>();
  private shown: Slowness = 'none';
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): Slowness => this.shown;

  /** Sends it with a signal that ends it when it is stopped, or when `given` ends. Raises Stopped, and what `send` raises. */
  async watch(given: AbortSignal, send: (signal: AbortSignal) => Promise<Response>): Promise<Response> {
    const one: UnderWay = { end: new AbortController(), slowness: 'none' };
    const giveUp = () => one.end.abort(given.reason);
    given.addEventListener('abort', giveUp);
    this.all.add(one);
    const timers = [setTimeout(() => this.become(one, 'waiting'), slow), setTimeout(() => this.become(one, 'stoppable'), verySlow)];
    try {
      return await send(one.end.signal);
    } catch (reason) {
      throw one.end.signal.reason instanceof Stopped ? one.end.signal.reason : reason;
    } finally {
      given.removeEventListener('abort', giveUp);
      timers.forEach(clearTimeout);
      this.all.delete(one);
      this.tell();
    }
  }

  /** Those that have taken very long. */
  readonly stop = (): void => {
    for (const { end, slowness } of this.all) if (slowness === 'stoppable') end.abort(new Stopped());
  };

  private become(one: UnderWay, slowness: Slowness): void {
    one.slowness = slowness;
    this.tell();
  }

  private tell(): void {
    const all = [...this.all].map(({ slowness }) => slowness);
    const now = all.includes('stoppable') ? 'stoppable' : all.includes('waiting') ? 'waiting' : 'none';
    if (now === this.shown) return;
    this.shown = now;
    for (const listener of this.listeners) listener();
  }
}

export const slowRequests = new SlowRequests();

/** Whether somebody waits for it: a change, or an answer to a question of theirs. What goes on by itself says so elsewhere. */
export function isWaitedFor({ method, url, keepalive }: Request): boolean {
  return method !== 'GET' && !keepalive && !/\/api\/v1\/(auth\/refresh|live\/)/.test(url);
}
