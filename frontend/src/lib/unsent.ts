/** What shows already and is not sent yet goes out before the session ends: afterwards nothing is let in any more. */
export class Unsent {
  private readonly settlers: (() => Promise<void>)[] = [];
  private readonly counters: (() => number)[] = [];

  /** `settle` sends what waits, and is done when it has arrived or failed; `left` is how much still waits. */
  add(settle: () => Promise<void>, left: () => number = () => 0): void {
    this.settlers.push(settle);
    this.counters.push(left);
  }

  /** How much of what somebody did would be lost with their session. */
  get left(): number {
    return this.counters.reduce((sum, left) => sum + left(), 0);
  }

  /** Whoever takes longer than `patience` milliseconds is not waited for. */
  async settle(patience = 3_000): Promise<void> {
    const late = new Promise<void>((resolve) => setTimeout(resolve, patience));
    await Promise.race([Promise.allSettled(this.settlers.map((settle) => settle())), late]);
  }
}

export const unsent = new Unsent();
