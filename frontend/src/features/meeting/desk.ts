import type { CalendarEntry, Meeting, Occurrence } from '@/lib/api/types';
import type { MeetingForm } from './schema';
import type { Target } from './moves';

/** What any page can ask of the desk. */
export type Task =
  | { readonly kind: 'reschedule'; readonly entry: CalendarEntry; readonly to: Target }
  /** Opens the composer on these fields. */
  | { readonly kind: 'compose'; readonly form: MeetingForm }
  /** Opens the editor, of one date where a series is meant. */
  | { readonly kind: 'edit'; readonly meeting: Meeting; readonly date: Occurrence | null }
  | { readonly kind: 'cancelDates'; readonly meeting: Meeting; readonly date: Occurrence; readonly scope: 'following' | 'all' }
  /** Opens the panel beside the page. */
  | { readonly kind: 'panel'; readonly entry: CalendarEntry }
  /** Opens the line in which a meeting is written down in words. */
  | { readonly kind: 'quickAdd'; readonly text: string };

/**
 * Where pages leave what concerns meetings in general: the grid that something was moved, a popover that all fields
 * are wanted. Whoever serves the desk is loaded late; what is asked before waits for it.
 */
export class Desk {
  private waiting: Task[] = [];
  private server: ((task: Task) => void) | null = null;
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Whether somebody waits to be served. */
  readonly isWaitedAt = (): boolean => this.waiting.length > 0;

  ask(task: Task): void {
    if (this.server) return this.server(task);
    this.waiting.push(task);
    for (const listener of this.listeners) listener();
  }

  /** Serves all that waits, in order, and what comes after; until the returned function is called. */
  serve(server: (task: Task) => void): () => void {
    this.server = server;
    const waiting = this.waiting;
    this.waiting = [];
    for (const task of waiting) server(task);
    return () => {
      if (this.server === server) this.server = null;
    };
  }
}

/** The last deeds of this tab that can be taken back. */
export class Deeds {
  private list: readonly (() => void)[] = [];

  /** Remembers how to undo a deed; returns how to forget it again. */
  add(undo: () => void): () => void {
    this.list = [...this.list, undo].slice(-20);
    return () => {
      this.list = this.list.filter((one) => one !== undo);
    };
  }

  /** Whether there was something to undo. */
  undoLast(): boolean {
    const last = this.list.at(-1);
    this.list = this.list.slice(0, -1);
    last?.();
    return last !== undefined;
  }
}

export const desk = new Desk();
export const deeds = new Deeds();
