export type UpdateState = 'none' | 'ready' | 'taking';

/** A build that is newer than the page. It is let in when the reader goes to another page, or says so: never under their hands. */
export class Updates {
  state: UpdateState = 'none';
  private waiting: Pick<ServiceWorker, 'postMessage'> | null = null;
  private readonly watchers = new Set<() => void>();

  constructor(private readonly reload: () => void) {}

  readonly subscribe = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  readonly current = (): UpdateState => this.state;

  /** A new build is there, and waits. */
  found(worker: Pick<ServiceWorker, 'postMessage'>): void {
    this.waiting = worker;
    if (this.state === 'none') this.become('ready');
  }

  /** The new build serves from now on: because this page said so, or another tab. */
  takenOver(): void {
    this.waiting = null;
    if (this.state === 'taking') this.reload();
    else this.become('ready');
  }

  /** Lets the new build in. */
  apply(): void {
    if (this.state !== 'ready') return;
    if (!this.waiting) return this.reload();
    this.become('taking');
    this.waiting.postMessage({ takeOver: true });
  }

  private become(state: UpdateState): void {
    this.state = state;
    for (const watcher of this.watchers) watcher();
  }
}
