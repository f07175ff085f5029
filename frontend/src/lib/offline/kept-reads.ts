import { hashKey, type Query, type QueryClient } from '@tanstack/react-query';
import type { Keeper } from '@/lib/keeper';

/** What one wants to read without a connection, by the first part of its name. Nothing of administration or security. */
const worthKeeping = new Set(['calendar', 'meeting', 'meetings', 'inbox', 'display', 'named', 'workingHours', 'working-hours', 'chat', 'proceedings', 'history', 'me']);

/** The newest so many are shown again: a year of paging must not slow down each visit. */
const most = 300;
/** Milliseconds in which changes gather before they are written. */
const pause = 500;

interface KeptRead {
  readonly key: readonly unknown[];
  readonly data: unknown;
  /** When the server said so. */
  readonly at: number;
}

function isWorthKeeping({ queryKey, state }: Query): boolean {
  return worthKeeping.has(String(queryKey[0])) && state.status === 'success' && state.data !== undefined;
}

/**
 * What a person has read, kept in this browser for seven days: the next visit shows it at once, and without a connection.
 * `shape` stands for the form of the answers: what an older build kept is not shown by a newer one.
 */
export class KeptReads {
  private readonly prefix: string;
  private readonly changed = new Map<string, Query>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly keeper: Keeper,
    shape: string,
    person: string,
  ) {
    this.prefix = `read/${shape}/${person}/`;
  }

  /**
   * Puts what was kept into the cache, to be shown at once and read again wherever it is: however young it is, nobody
   * heard what has happened since. The rest is thrown away.
   */
  async restore(cache: QueryClient): Promise<void> {
    const all = await this.keeper.under('read/');
    const own: KeptRead[] = [];
    for (const [name, value] of all) {
      if (name.startsWith(this.prefix)) own.push(value as KeptRead);
      else void this.keeper.drop(name);
    }
    own.sort((one, other) => other.at - one.at);
    for (const { key, data, at } of own.slice(0, most)) {
      if (cache.getQueryState(key)?.data !== undefined) continue;
      cache.setQueryData(key, data, { updatedAt: at });
      void cache.invalidateQueries({ queryKey: key, exact: true, refetchType: 'none' });
    }
    for (const { key } of own.slice(most)) void this.keeper.drop(this.prefix + hashKey(key));
  }

  /** Keeps what is read from now on; returns how to stop, after which nothing is written any more. */
  follow(cache: QueryClient): () => void {
    const stop = cache.getQueryCache().subscribe(({ type, query }) => {
      if (type !== 'updated' || !isWorthKeeping(query)) return;
      this.changed.set(query.queryHash, query);
      this.timer ??= setTimeout(() => this.write(), pause);
    });
    return () => {
      stop();
      clearTimeout(this.timer);
      this.changed.clear();
    };
  }

  /** Writes what changed, now. */
  write(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    for (const [hash, query] of this.changed) {
      if (!isWorthKeeping(query)) continue;
      const kept: KeptRead = { key: query.queryKey, data: query.state.data, at: query.state.dataUpdatedAt };
      void this.keeper.put(this.prefix + hash, kept);
    }
    this.changed.clear();
  }
}

/** When the oldest of what is shown was said by the server; null when nothing is. */
export function ageOf(cache: QueryClient): number | null {
  const shown = cache.getQueryCache().findAll({ type: 'active' }).filter(isWorthKeeping);
  return shown.length === 0 ? null : Math.min(...shown.map(({ state }) => state.dataUpdatedAt));
}
