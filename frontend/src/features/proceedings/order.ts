/** Lines in their order, as ids. */
export type Order = readonly string[];

/** The order once `id` stands before that one; null: behind all. Unknown ids change nothing. */
export function moved(order: Order, id: string, before: string | null): Order {
  if (id === before || !order.includes(id)) return order;
  const rest = order.filter((each) => each !== id);
  const place = before === null ? rest.length : rest.indexOf(before);
  if (place < 0) return order;
  return [...rest.slice(0, place), id, ...rest.slice(place)];
}

/** What the line has to stand before to be `by` places further down (up, when negative); undefined: it is there already. */
export function beforeAfterStep(order: Order, id: string, by: number): string | null | undefined {
  const at = order.indexOf(id);
  const to = Math.max(0, Math.min(order.length - 1, at + by));
  if (at < 0 || to === at) return undefined;
  return order.filter((each) => each !== id)[to] ?? null;
}

/** Known lines in that order; those it does not name stay behind, as they were. */
export function inOrder<Line extends { id: string }>(lines: readonly Line[], order: Order): Line[] {
  const places = new Map(order.map((id, index) => [id, index]));
  const placeOf = (line: Line) => places.get(line.id) ?? order.length;
  return [...lines].sort((a, b) => placeOf(a) - placeOf(b));
}

interface Move {
  readonly id: string;
  readonly before: string | null;
}

/**
 * The order that everybody shares, and on top of it the moves of this page that are still on their way. They are sent
 * one after another, so that the server hears them as they were made. Once nothing is on its way the page shows what
 * the server last said.
 */
export class SharedOrder {
  private moves: readonly Move[] = [];
  private sending: Promise<void> | null = null;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly send: (id: string, before: string | null) => Promise<void>) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): readonly Move[] => this.moves;

  /** What shows, given what the server last said. */
  on(order: Order): Order {
    return this.moves.reduce((known, { id, before }) => moved(known, id, before), order);
  }

  /** Shown at once. Rejects when the server refused; then it is taken back. */
  move(id: string, before: string | null): Promise<void> {
    const move = { id, before };
    this.become([...this.moves, move]);
    const sent = (this.sending ?? Promise.resolve()).then(() => this.send(id, before));
    const settled = sent.finally(() => this.become(this.moves.filter((each) => each !== move)));
    this.sending = settled.catch(() => undefined);
    return settled;
  }

  private become(moves: readonly Move[]): void {
    this.moves = moves;
    for (const listener of this.listeners) listener();
  }
}
