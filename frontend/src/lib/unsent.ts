/** What shows already and is not sent yet goes out before the session ends: afterwards nothing is let in any more. */
export class Unsent {
  private readonly settlers: (() => Promise<void>)[] = [];

  /** `settle` sends what waits, and is done when it has arrived or failed. */
  add(settle: () => Promise<void>): void {
    this.settlers.push(settle);
  }

  /** Whoever takes longer than `patience` milliseconds is not waited for. */
  async settle(patience = 3_000): Promise<void> {
    const late = new Promise<void>((resolve) => setTimeout(resolve, patience));
    await Promise.race([Promise.allSettled(this.settlers.map((settle) => settle())), late]);
  }
}

export const unsent = new Unsent();
