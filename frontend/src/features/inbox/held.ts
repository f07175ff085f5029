import { unsent } from '@/lib/unsent';
import { Waiting, type WaitingDeed } from '@/lib/waiting';

/** What becomes of a notification: an answer, or done with it. */
export type Mark = 'accepted' | 'tentative' | 'declined' | 'yes' | 'no' | 'done' | 'read';

interface Deed extends WaitingDeed {
  readonly ids: readonly string[];
  readonly mark: Mark;
  undo(): void;
}

/**
 * What was done in the inbox a moment ago. Neither an answer nor "done" can be taken back once it is sent, so it waits
 * as long as its undo is offered; a page that is left or hidden sends at once.
 */
export class Held extends Waiting<Deed, ReadonlyMap<string, Mark>> {
  constructor() {
    super((deeds) => new Map(deeds.flatMap(({ ids, mark }) => ids.map((id) => [id, mark] as const))));
  }

  /** It was undone, or is known to the server by now. */
  drop(ids: readonly string[]): void {
    this.become(this.deeds.filter((deed) => deed.ids !== ids));
  }

  undoLast(): void {
    this.deeds.at(-1)?.undo();
  }
}

export const held = new Held();
unsent.add(() => held.settle());
