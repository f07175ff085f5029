import { unsent } from '@/lib/unsent';

interface Deed {
  readonly key: string;
  /** Ends the wait: it is sent now. */
  hurry(): void;
}

/**
 * Meetings that were cancelled here a moment ago. Guests must not hear of what is undone, so a cancellation waits as
 * long as its undo is offered; meanwhile it is not drawn. A page that is left sends at once.
 */
export class Removal {
  keys: ReadonlySet<string> = new Set();
  private deeds: readonly Deed[] = [];
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): ReadonlySet<string> => this.keys;

  add(deed: Deed): void {
    this.become([...this.deeds, deed]);
  }

  /** It was undone, or is over. */
  drop(key: string): void {
    this.become(this.deeds.filter((deed) => deed.key !== key));
  }

  /** Sends all that waits; done when nothing does any more. */
  settle(): Promise<void> {
    for (const deed of this.deeds) deed.hurry();
    if (this.deeds.length === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const left = this.subscribe(() => {
        if (this.deeds.length > 0) return;
        left();
        resolve();
      });
    });
  }

  private become(deeds: readonly Deed[]): void {
    this.deeds = deeds;
    this.keys = new Set(deeds.map(({ key }) => key));
    for (const listener of this.listeners) listener();
  }
}

export const removal = new Removal();
unsent.add(() => removal.settle());
