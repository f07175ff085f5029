import { followersOf, heard, type Begun, type CommandId, type Heard, type KeyWishes } from '@/lib/keys';
import type { Offer, OfferBook } from '@/lib/offers';

/** Milliseconds for which a key waits for the page that can do it. */
const freshness = 10_000;

interface Waiting extends Heard {
  readonly at: number;
}

/** Who hears the keys: finds what the page in view offers for them, and keeps what it does not offer yet. */
export class Listening {
  private begun: Begun | null = null;
  private waiting: readonly Waiting[] = [];

  /** `onRefused`: a key was pressed for what cannot be done now. */
  constructor(
    private readonly book: OfferBook,
    private readonly wishes: () => KeyWishes,
    private readonly onBegun: (key: string | null) => void,
    private readonly onRefused: (why: string) => void,
  ) {}

  /** Whether the key was meant for us; otherwise the browser may have it. */
  press(key: string, now: number): boolean {
    const meant = heard(key, this.begun, this.wishes(), now);
    this.begun = meant.begun;
    const goesOn = meant.begun !== null && followersOf(meant.begun.key, this.wishes()).length > 0;
    this.onBegun(goesOn ? key : null);
    if (this.run(meant)) {
      this.waiting = [];
      return true;
    }
    const isSingle = key.length === 1;
    if (isSingle && meant.commands.length > 0) this.waiting = [...this.waiting, { ...meant, at: now }].slice(-10);
    return meant.begun !== null || (isSingle && meant.commands.length > 0);
  }

  /** Something is offered that was not before: perhaps what somebody asked for already. */
  again(now: number): void {
    const fresh = this.waiting.filter(({ at }) => now - at <= freshness);
    this.waiting = [];
    this.waiting = fresh.filter((one) => !this.run(one));
  }

  /** Whoever does something else in the meantime no longer waits. */
  forget(): void {
    this.waiting = [];
    this.begun = null;
    this.onBegun(null);
  }

  private run({ commands, digit }: Pick<Heard, 'commands' | 'digit'>): boolean {
    if (commands.length === 0) return false;
    const all = this.book.all();
    const offered = commands.flatMap((id): [CommandId, Offer][] => (all.has(id) ? [[id, all.get(id)!]] : []));
    const [, offer] = offered.find(([, { why }]) => why === undefined) ?? offered[0] ?? [];
    if (!offer) return false;
    if (offer.why !== undefined) this.onRefused(offer.why);
    else offer.run(digit);
    return true;
  }
}
