import { unsent } from '@/lib/unsent';
import { Waiting, type WaitingDeed } from '@/lib/waiting';

interface Deed extends WaitingDeed {
  readonly key: string;
}

/**
 * Meetings that were cancelled here a moment ago. Guests must not hear of what is undone, so a cancellation waits as
 * long as its undo is offered; meanwhile it is not drawn. A page that is left sends at once.
 */
export class Removal extends Waiting<Deed, ReadonlySet<string>> {
  constructor() {
    super((deeds) => new Set(deeds.map(({ key }) => key)));
  }

  /** It was undone, or is over. */
  drop(key: string): void {
    this.become(this.deeds.filter((deed) => deed.key !== key));
  }
}

export const removal = new Removal();
unsent.add(() => removal.settle());
