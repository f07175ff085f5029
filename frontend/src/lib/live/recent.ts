'use client';

import { useSyncExternalStore } from 'react';

/** Milliseconds for which somebody else's change is pointed out. */
const notable = 1500;

/** Ids of what others changed a moment ago, so that every place that shows it can flash once. */
export class Recent {
  private ids: ReadonlySet<string> = new Set();
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): ReadonlySet<string> => this.ids;

  add(id: string): void {
    this.become(new Set(this.ids).add(id));
    setTimeout(() => {
      const left = new Set(this.ids);
      left.delete(id);
      this.become(left);
    }, notable);
  }

  private become(ids: ReadonlySet<string>): void {
    this.ids = ids;
    for (const listener of this.listeners) listener();
  }
}

export const recent = new Recent();

const none: ReadonlySet<string> = new Set();

export function useRecent(): ReadonlySet<string> {
  return useSyncExternalStore(recent.subscribe, recent.current, () => none);
}
