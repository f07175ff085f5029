/** Something that shows already, and is sent once its undo is no longer offered. */
export interface WaitingDeed {
  /** Ends the wait: it is sent now. */
  hurry(): void;
}

/** Deeds that wait as long as they can be undone; `view` makes of them what pages look at. */
export class Waiting<Deed extends WaitingDeed, View> {
  protected deeds: readonly Deed[] = [];
  private shown: View;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly view: (deeds: readonly Deed[]) => View) {
    this.shown = view(this.deeds);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): View => this.shown;

  add(deed: Deed): void {
    this.become([...this.deeds, deed]);
  }

  /** Sends all that waits. */
  flush(): void {
    for (const deed of this.deeds) deed.hurry();
  }

  /** Sends all that waits; done when nothing does any more. */
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

  protected become(deeds: readonly Deed[]): void {
    this.deeds = deeds;
    this.shown = this.view(deeds);
    for (const listener of this.listeners) listener();
  }
}
