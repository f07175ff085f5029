import { ApiProblem } from '@/lib/api/problem';
import type { Keeper } from '@/lib/keeper';

/** What is to be asked of the server, as it can be kept and asked again. */
export interface Asked {
  readonly kind: 'answer' | 'message' | 'inbox';
  /** The meeting that it is about; of the inbox the notification. */
  readonly about: string;
  readonly method: 'POST' | 'PUT' | 'PATCH';
  readonly path: string;
  readonly body?: unknown;
  /** If-Match; `*`: whatever else became of it meanwhile. */
  readonly version?: string;
  /** A later one with the same mark takes the place of one that has not left yet. */
  readonly instead?: string;
}

/** waiting: not sent, or sent without an answer; refused: the server will not have it, and `reason` is its code. */
export interface Deed extends Asked {
  /** The server knows it by this, however often it is sent: its Idempotency-Key. They sort by age. */
  readonly id: string;
  readonly at: number;
  readonly state: 'waiting' | 'refused';
  readonly reason: string | null;
}

export type Sent = { readonly kind: 'sent'; readonly answer: unknown } | { readonly kind: 'waiting' };

export interface QueueWire {
  /** The answer; throws ApiProblem when there is one that says no, and anything else when there is none. */
  send(deed: Deed): Promise<unknown>;
  newId(): string;
  now(): number;
  /** Of several tabs one sends at a time. */
  alone(task: () => Promise<void>): Promise<void>;
  /** Tells the other tabs that this one has arrived, or was dropped. */
  gone(id: string): void;
}

export interface QueueListener {
  /** It has arrived; what it is about can be read again. */
  done?(deed: Deed, answer: unknown): void;
  /** Nobody waits for it any more, and the server says no. */
  refused?(deed: Deed, problem: ApiProblem): void;
}

const firstRetry = 1_000;
const lastRetry = 30_000;
/** Statuses that pass: too early, too fast, signed out, or somebody between us and the server. */
const passing = new Set([401, 408, 425, 429, 502, 503, 504]);

/**
 * What one person did in this browser and is not known to have arrived. It is sent one after another, in the order in
 * which it was done; without an answer it is sent again under the same id, after a reload or in another tab too. What is
 * refused stays with its reason and holds nobody up.
 */
export class Queue {
  list: readonly Deed[] = [];
  /** How many have arrived that had to wait. */
  late = 0;
  private sending = false;
  private stopped = false;
  private current: string | null = null;
  private readonly waited = new Set<string>();
  private wait = firstRetry;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly awaited = new Map<string, { resolve(sent: Sent): void; reject(problem: ApiProblem): void }>();
  private readonly pausing = new Set<() => void>();
  private readonly watchers = new Set<() => void>();
  private readonly listeners = new Set<QueueListener>();

  constructor(
    private readonly wire: QueueWire,
    private readonly keeper: Keeper,
    /** Whose it is: nobody else in this browser sees it, or sends it. */
    readonly owner: string,
  ) {}

  readonly subscribe = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  readonly shown = (): readonly Deed[] => this.list;

  readonly listen = (listener: QueueListener): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  get waiting(): number {
    return this.list.filter(({ state }) => state === 'waiting').length;
  }

  /** Takes in what was left over, before anything that was done since, and sends it. */
  async load(): Promise<void> {
    const kept = [...(await this.keeper.under(this.name(''))).values()] as Deed[];
    const known = new Set(this.list.map(({ id }) => id));
    const found = kept.filter(({ id }) => !known.has(id));
    for (const { id } of found) this.waited.add(id);
    // What another tab did stands in line where it belongs, between what is known already.
    if (found.length > 0) this.become([...found, ...this.list].sort((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1)));
    void this.run();
  }

  /** Lines it up. */
  post(asked: Asked, id = this.wire.newId()): Deed {
    const deed: Deed = { ...asked, id, at: this.wire.now(), state: 'waiting', reason: null };
    const replaced = this.list.find((each) => asked.instead && each.instead === asked.instead && each.id !== this.current);
    const before = this.list.filter((each) => each !== replaced);
    if (replaced) this.forget(replaced.id);
    void this.keeper.put(this.name(id), deed);
    this.become([...before, deed]);
    void this.run();
    return deed;
  }

  /** Lines it up, and says whether it has arrived at once or waits. Raises ApiProblem; then it is in line no more. */
  send(asked: Asked): Promise<Sent> {
    const id = this.wire.newId();
    const sent = new Promise<Sent>((resolve, reject) => this.awaited.set(id, { resolve, reject }));
    this.post(asked, id);
    return sent;
  }

  /** There is reason to think that it works now; what a closed tab left over goes with it. */
  wake(): void {
    this.wait = firstRetry;
    clearTimeout(this.timer);
    void this.load();
  }

  /**
   * A refused one, once more, under another id: the server answers the old one as it did. Who says so of a stale one
   * means it, whatever the other change was.
   */
  retry(id: string): void {
    const refused = this.list.find((each) => each.id === id && each.state === 'refused');
    if (!refused) return;
    this.drop(id);
    this.post(refused.reason === 'stale' ? { ...refused, version: '*' } : refused);
  }

  drop(id: string): void {
    if (!this.list.some((each) => each.id === id)) return;
    this.forget(id);
    this.wire.gone(id);
    this.become(this.list.filter((each) => each.id !== id));
  }

  /** It was heard of elsewhere: it has arrived, whatever became of the answer. */
  readonly arrived = (id: string): void => {
    if (!this.list.some((each) => each.id === id)) return;
    this.awaited.get(id)?.resolve({ kind: 'waiting' });
    this.forget(id);
    this.become(this.list.filter((each) => each.id !== id));
  };

  /** Tries once more to send all; done when it has arrived, or cannot just now. */
  async settle(): Promise<void> {
    if (this.waiting === 0 || this.stopped) return;
    clearTimeout(this.timer);
    void this.run();
    await new Promise<void>((resolve) => this.pausing.add(resolve));
  }

  /** Done when nothing waits any more. */
  empty(): Promise<void> {
    if (this.waiting === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const left = this.subscribe(() => {
        if (this.waiting > 0) return;
        left();
        resolve();
      });
    });
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private name(id: string): string {
    return `queue/${this.owner}/${id}`;
  }

  private forget(id: string): void {
    this.awaited.delete(id);
    void this.keeper.drop(this.name(id));
  }

  private async run(): Promise<void> {
    if (this.sending || this.stopped || !this.next()) return;
    this.sending = true;
    let works = false;
    try {
      await this.wire.alone(async () => {
        for (let next = this.next(); next && !this.stopped; next = this.next()) if (!(await this.trySend(next))) return this.later();
        works = true;
      });
    } finally {
      this.sending = false;
      // What was lined up after the last look, while the other tabs were let in again.
      if (works) void this.run();
      if (!this.sending) {
        for (const done of this.pausing) done();
        this.pausing.clear();
      }
    }
  }

  /** Whether the next one may be tried. */
  private async trySend(deed: Deed): Promise<boolean> {
    this.current = deed.id;
    try {
      const answer = await this.wire.send(deed);
      this.wait = firstRetry;
      this.has(deed, answer);
      return true;
    } catch (reason) {
      if (!isRefusal(reason)) return false;
      this.refuse(deed, reason);
      return true;
    } finally {
      this.current = null;
    }
  }

  private has(deed: Deed, answer: unknown): void {
    if (this.waited.has(deed.id)) this.late += 1;
    const awaiting = this.awaited.get(deed.id);
    this.drop(deed.id);
    awaiting?.resolve({ kind: 'sent', answer });
    for (const listener of this.listeners) listener.done?.(deed, answer);
  }

  private refuse(deed: Deed, problem: ApiProblem): void {
    const awaiting = this.awaited.get(deed.id);
    if (awaiting) {
      this.drop(deed.id);
      return awaiting.reject(problem);
    }
    this.change(deed.id, { state: 'refused', reason: problem.code });
    for (const listener of this.listeners) listener.refused?.(deed, problem);
  }

  private change(id: string, change: Partial<Deed>): void {
    const changed = this.list.map((each) => (each.id === id ? { ...each, ...change } : each));
    const now = changed.find((each) => each.id === id);
    if (now) void this.keeper.put(this.name(id), now);
    this.become(changed);
  }

  private next(): Deed | undefined {
    return this.list.find(({ state }) => state === 'waiting');
  }

  /** All that is in line waits from here on, and nobody has to stand by. */
  private later(): void {
    for (const { id, state } of this.list) {
      if (state === 'refused') continue;
      this.waited.add(id);
      this.awaited.get(id)?.resolve({ kind: 'waiting' });
      this.awaited.delete(id);
    }
    this.tell();
    clearTimeout(this.timer);
    if (this.stopped) return;
    this.timer = setTimeout(() => void this.run(), this.wait);
    this.wait = Math.min(lastRetry, this.wait * 2);
  }

  private become(list: readonly Deed[]): void {
    this.list = list;
    this.tell();
  }

  private tell(): void {
    for (const watcher of this.watchers) watcher();
  }
}

/** Whether sending it again cannot help. */
export function isRefusal(reason: unknown): reason is ApiProblem {
  return reason instanceof ApiProblem && !passing.has(reason.status) && reason.code !== 'idempotency_key_in_use';
}
