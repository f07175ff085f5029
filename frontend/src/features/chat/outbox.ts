import { ApiProblem } from '@/lib/api/problem';

/** What is to be said, in the words of the API. */
export interface Said {
  readonly text: string;
  readonly replyTo: string | null;
  /** The date of a series that it is about. */
  readonly date: string | null;
}

/** waiting: not sent, or sent without an answer; refused: the server will not have it, and `reason` says why. */
export interface Unsent extends Said {
  /** The server knows the message by it, however often it is sent. */
  readonly clientId: string;
  readonly at: number;
  readonly state: 'waiting' | 'refused';
  readonly reason: string | null;
}

export type Keeper = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const firstRetry = 1_000;
const lastRetry = 30_000;

/**
 * Messages that are not known to have arrived. They are sent one after another, so that they stand as they were
 * written; without an answer they are sent again under the same name, after a reload too. A refused one stays, and
 * holds nobody up.
 */
export class Outbox {
  list: readonly Unsent[];
  private sending = false;
  private wait = firstRetry;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly send: (message: Unsent) => Promise<void>,
    private readonly newId: () => string,
    private readonly storage: Keeper | null,
    private readonly key: string,
    private readonly now: () => number = Date.now,
  ) {
    this.list = this.kept();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): readonly Unsent[] => this.list;

  post(said: Said): void {
    this.become([...this.list, { ...said, clientId: this.newId(), at: this.now(), state: 'waiting', reason: null }]);
    void this.run();
  }

  /** There is reason to think that it works now. */
  wake(): void {
    this.wait = firstRetry;
    clearTimeout(this.timer);
    void this.run();
  }

  /** A refused one, once more. */
  retry(clientId: string): void {
    this.become(this.list.map((each) => (each.clientId === clientId ? { ...each, state: 'waiting', reason: null } : each)));
    void this.run();
  }

  drop(clientId: string): void {
    this.become(this.list.filter((each) => each.clientId !== clientId));
  }

  /** It was heard of: it has arrived, whatever became of the answer. */
  readonly arrived = (clientId: string): void => {
    if (this.list.some((each) => each.clientId === clientId)) this.drop(clientId);
  };

  stop(): void {
    clearTimeout(this.timer);
  }

  private async run(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    try {
      for (let next = this.next(); next; next = this.next()) {
        const { clientId } = next;
        try {
          await this.send(next);
          this.wait = firstRetry;
          this.arrived(clientId);
        } catch (reason) {
          if (!isRefusal(reason)) return this.later();
          const code = reason.code;
          this.become(this.list.map((each) => (each.clientId === clientId ? { ...each, state: 'refused', reason: code } : each)));
        }
      }
    } finally {
      this.sending = false;
    }
  }

  private next(): Unsent | undefined {
    return this.list.find(({ state }) => state === 'waiting');
  }

  private later(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.run(), this.wait);
    this.wait = Math.min(lastRetry, this.wait * 2);
  }

  private become(list: readonly Unsent[]): void {
    this.list = list;
    try {
      if (list.length > 0) this.storage?.setItem(this.key, JSON.stringify(list));
      else this.storage?.removeItem(this.key);
    } catch {
      // A full or forbidden storage must not stop anybody from talking.
    }
    for (const listener of this.listeners) listener();
  }

  private kept(): readonly Unsent[] {
    try {
      return JSON.parse(this.storage?.getItem(this.key) ?? '[]') as Unsent[];
    } catch {
      return [];
    }
  }
}

/** Whether sending it again cannot help; being too fast, or signed out, passes. */
function isRefusal(reason: unknown): reason is ApiProblem {
  return reason instanceof ApiProblem && reason.status < 500 && ![401, 408, 425, 429].includes(reason.status);
}
