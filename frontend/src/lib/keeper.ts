/** Keeps small things in this browser that a person must not lose, such as what they were typing. */
export interface Keeper {
  put(key: string, value: unknown): Promise<void>;
  /** What was kept in the last seven days; undefined when there is nothing. */
  get(key: string): Promise<unknown>;
  drop(key: string): Promise<void>;
  /** What was kept in the last seven days under names that begin so, by name. */
  under(prefix: string): Promise<ReadonlyMap<string, unknown>>;
  /** Everything goes: somebody signs out. */
  clear(): Promise<void>;
}

/** Milliseconds. */
const longest = 7 * 86_400_000;

interface Kept {
  readonly value: unknown;
  readonly until: number;
}

/** For as long as the page lives: where the browser keeps nothing, and in tests. */
export class MemoryKeeper implements Keeper {
  private readonly kept = new Map<string, Kept>();

  constructor(private readonly now: () => number = Date.now) {}

  async put(key: string, value: unknown): Promise<void> {
    this.kept.set(key, { value, until: this.now() + longest });
  }

  async get(key: string): Promise<unknown> {
    const kept = this.kept.get(key);
    return kept && kept.until > this.now() ? kept.value : undefined;
  }

  async drop(key: string): Promise<void> {
    this.kept.delete(key);
  }

  async under(prefix: string): Promise<ReadonlyMap<string, unknown>> {
    return alive(prefix, [...this.kept.keys()], [...this.kept.values()], this.now());
  }

  async clear(): Promise<void> {
    this.kept.clear();
  }
}

function alive(prefix: string, names: readonly string[], all: readonly Kept[], now: number): ReadonlyMap<string, unknown> {
  const both = names.map((name, index) => [name, all[index]] as const);
  return new Map(both.flatMap(([name, kept]) => (name.startsWith(prefix) && kept && kept.until > now ? [[name, kept.value] as const] : [])));
}

const store = 'kept';

/** In the browser's own database, over all its tabs. What fails is as if nothing had been kept: typing goes on. */
class BrowserKeeper implements Keeper {
  private opening: Promise<IDBDatabase> | null = null;

  async put(key: string, value: unknown): Promise<void> {
    await this.ask('readwrite', (kept) => kept.put({ value, until: Date.now() + longest } satisfies Kept, key));
  }

  async get(key: string): Promise<unknown> {
    const kept = (await this.ask('readonly', (all) => all.get(key))) as Kept | undefined;
    return kept && kept.until > Date.now() ? kept.value : undefined;
  }

  async drop(key: string): Promise<void> {
    await this.ask('readwrite', (kept) => kept.delete(key));
  }

  async under(prefix: string): Promise<ReadonlyMap<string, unknown>> {
    const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
    const [names, all] = await Promise.all([
      this.ask('readonly', (kept) => kept.getAllKeys(range)),
      this.ask('readonly', (kept) => kept.getAll(range)),
    ]);
    const [given, values] = [(names ?? []) as string[], (all ?? []) as Kept[]];
    // Between the two questions another tab may have kept something: then nothing fits.
    return given.length === values.length ? alive(prefix, given, values, Date.now()) : new Map();
  }

  async clear(): Promise<void> {
    await this.ask('readwrite', (kept) => kept.clear());
  }

  private async ask(mode: IDBTransactionMode, question: (kept: IDBObjectStore) => IDBRequest): Promise<unknown> {
    try {
      this.opening ??= this.open();
      return await answerTo(question((await this.opening).transaction(store, mode).objectStore(store)));
    } catch {
      this.opening = null;
      return undefined;
    }
  }

  private async open(): Promise<IDBDatabase> {
    const request = indexedDB.open('convene', 1);
    request.onupgradeneeded = () => request.result.createObjectStore(store);
    return (await answerTo(request)) as IDBDatabase;
  }
}

function answerTo(request: IDBRequest): Promise<unknown> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the browser keeps nothing'));
  });
}

export const keeper: Keeper = typeof indexedDB === 'undefined' ? new MemoryKeeper() : new BrowserKeeper();
