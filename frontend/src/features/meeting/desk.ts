import type { CalendarEntry, GivenAnswer, Meeting, Occurrence } from '@/lib/api/types';
import type { MeetingForm } from './schema';
import type { Target } from './moves';

export type Given = GivenAnswer['status'];

/** What any page can ask of the desk. */
export type Task =
  | { readonly kind: 'reschedule'; readonly entry: CalendarEntry; readonly to: Target }
  /** The same where a page knows only which meeting it is, and which date of a series. */
  | { readonly kind: 'moveTo'; readonly meetingId: string; readonly date: string | null; readonly to: Target }
  /** Opens the composer on these fields. */
  | { readonly kind: 'compose'; readonly form: MeetingForm }
  /** Opens the editor, of one date where a series is meant. */
  | { readonly kind: 'edit'; readonly meeting: Meeting; readonly date: Occurrence | null }
  | { readonly kind: 'cancelDates'; readonly meeting: Meeting; readonly date: Occurrence; readonly scope: 'following' | 'all' }
  /** Opens the panel beside the page, or closes it. */
  | { readonly kind: 'panel'; readonly entry: CalendarEntry | null }
  /** Opens the editor of what a calendar shows. */
  | { readonly kind: 'editEntry'; readonly entry: CalendarEntry }
  /** Opens the composer on another one like it, at another time if there is one. */
  | { readonly kind: 'duplicate'; readonly entry: CalendarEntry; readonly at: Target | null }
  /** Gives the reader's answer, and asks for a note first if there is to be one. */
  | { readonly kind: 'answer'; readonly entry: CalendarEntry; readonly status: Given; readonly withNote: boolean }
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
  private list: readonly Done[] = [];
  private undone: readonly (() => void)[] = [];
  /** Deeds that are being done again, and do not make the others impossible to do again. */
  private repeating = 0;

  /** Remembers how to undo a deed, and how to do it again after that; returns how to forget it. */
  add(undo: () => void, redo?: () => void): () => void {
    const done: Done = { undo, redo };
    this.list = [...this.list, done].slice(-20);
    if (this.repeating > 0) this.repeating -= 1;
    else this.undone = [];
    return () => {
      this.list = this.list.filter((one) => one !== done);
    };
  }

  canUndo(): boolean {
    return this.list.length > 0;
  }

  canRedo(): boolean {
    return this.undone.length > 0;
  }

  /** Whether there was something to undo. */
  undoLast(): boolean {
    const last = this.list.at(-1);
    this.list = this.list.slice(0, -1);
    if (last?.redo) this.undone = [...this.undone, last.redo];
    last?.undo();
    return last !== undefined;
  }

  /** Does again what was undone last; whether there was anything. */
  redoLast(): boolean {
    const last = this.undone.at(-1);
    if (!last) return false;
    this.undone = this.undone.slice(0, -1);
    this.repeating += 1;
    last();
    return true;
  }
}

interface Done {
  undo(): void;
  readonly redo: (() => void) | undefined;
}

export const desk = new Desk();
export const deeds = new Deeds();
