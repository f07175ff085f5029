/** What one tab of this browser has in hand, so that no other begins on it. */
export interface Holds {
  /** Whether it is in our hand now: nobody else's at least. */
  take(name: string): Promise<boolean>;
  /** Done when it is in our hand, once the tab that has it lets go or is gone. */
  await(name: string): Promise<void>;
  release(name: string): void;
}

/** By Web Locks, which end with their tab however it ends. Without them each tab has everything in hand. */
export class TabHolds implements Holds {
  private readonly held = new Map<string, () => void>();

  constructor(private readonly locks: Pick<LockManager, 'request'> | undefined) {}

  take(name: string): Promise<boolean> {
    return this.ask(name, { ifAvailable: true });
  }

  async await(name: string): Promise<void> {
    await this.ask(name, {});
  }

  release(name: string): void {
    this.held.get(name)?.();
    this.held.delete(name);
  }

  private ask(name: string, options: LockOptions): Promise<boolean> {
    const { locks } = this;
    if (!locks || this.held.has(name)) return Promise.resolve(true);
    return new Promise((resolve) => {
      const granted = (lock: Lock | null): Promise<void> | undefined => {
        resolve(lock !== null);
        return lock ? new Promise((done) => this.held.set(name, done)) : undefined;
      };
      // A browser that gives no locks here is one without them.
      locks.request(name, options, granted).catch(() => resolve(true));
    });
  }
}
