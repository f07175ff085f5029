interface Action {
  readonly label: string;
  run(): void;
}

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'quiet' | 'danger';
  /** What it is about: a newer one about the same takes its place. */
  readonly about?: string;
  readonly action?: Action;
  /** What else can be done about it, behind the first. */
  readonly others?: readonly Action[];
  /** It left, and its action was not used: what the action would have prevented can happen now. */
  gone?(): void;
}

/** At most three, the newest last; each stays for eight seconds unless somebody is looking at it. */
export class Toasts {
  list: readonly Toast[] = [];
  private next = 1;
  private paused = false;
  private readonly timers = new Map<number, ReturnType<typeof setTimeout>>();
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): readonly Toast[] => this.list;

  show(toast: Omit<Toast, 'id' | 'tone'> & { tone?: Toast['tone'] }): number {
    const shown: Toast = { tone: 'quiet', ...toast, id: this.next };
    this.next += 1;
    for (const old of this.list) if (old.about && old.about === shown.about) this.dismiss(old.id);
    for (const old of this.list.slice(0, Math.max(0, this.list.length - 2))) this.dismiss(old.id);
    this.become([...this.list, shown]);
    if (!this.paused) this.time(shown.id);
    return shown.id;
  }

  dismiss(id: number): void {
    this.take(id)?.gone?.();
  }

  /** Those about something leave, because it is over. */
  dismissAbout(about: string): void {
    for (const toast of this.list) if (toast.about === about) this.dismiss(toast.id);
  }

  /** An action of it was chosen, the first when none is named. */
  act(id: number, chosen?: Action): void {
    const toast = this.take(id);
    if (toast) (chosen ?? toast.action)?.run();
  }

  private take(id: number): Toast | undefined {
    const taken = this.list.find((toast) => toast.id === id);
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
    this.become(this.list.filter((toast) => toast.id !== id));
    // A pointer over what has vanished never says that it left.
    if (this.list.length === 0) this.paused = false;
    return taken;
  }

  /** Somebody hovers over or stands in them. Of one that has just vanished nobody says that they left it. */
  pause(): void {
    if (this.list.length === 0) return;
    this.paused = true;
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }

  resume(): void {
    if (!this.paused) return;
    this.paused = false;
    for (const { id } of this.list) this.time(id);
  }

  private time(id: number): void {
    clearTimeout(this.timers.get(id));
    this.timers.set(id, setTimeout(() => this.dismiss(id), 8000));
  }

  private become(list: readonly Toast[]): void {
    this.list = list;
    for (const listener of this.listeners) listener();
  }
}

export const toasts = new Toasts();
