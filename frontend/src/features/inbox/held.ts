import { unsent } from '@/lib/unsent';

/** What becomes of a notification: an answer, or done with it. */
export type Mark = 'accepted' | 'tentative' | 'declined' | 'yes' | 'no' | 'done' | 'read';

/** A deed that shows already and is not sent yet, for as long as it can be undone. */
interface Deed {
  readonly ids: readonly string[];
  readonly mark: Mark;
  /** Ends the wait: what is held goes out now. */
  hurry(): void;
  undo(): void;
}

const none: ReadonlyMap<string, Mark> = new Map();

/**
 * What was done in the inbox a moment ago. Neither an answer nor "done" can be taken back once it is sent, so it waits
 * as long as its undo is offered; a page that is left or hidden sends at once.
 */
export class Held {
  marks = none;
  private deeds: readonly Deed[] = [];
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): ReadonlyMap<string, Mark> => this.marks;

  add(deed: Deed): void {
    this.become([...this.deeds, deed]);
  }

  /** It was undone, or is known to the server by now. */
  drop(ids: readonly string[]): void {
    this.become(this.deeds.filter((deed) => deed.ids !== ids));
  }

  undoLast(): void {
    this.deeds.at(-1)?.undo();
  }

  flush(): void {
    for (const deed of this.deeds) deed.hurry();
  }

  /** Sends all that waits; done when nothing is held any more. */
  settle(): Promise<void> {
    this.flush();
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
    this.marks = new Map(deeds.flatMap(({ ids, mark }) => ids.map((id) => [id, mark] as const)));
    for (const listener of this.listeners) listener();
  }
}

export const held = new Held();
unsent.add(() => held.settle());
