import { ApiProblem } from '@/lib/api/problem';
import type { CalendarEntry, DateChange } from '@/lib/api/types';
import { occurrenceOf, sameTimes, timesOf, type Times } from './moves';

/** How an occurrence stands on the server. */
export interface Standing {
  readonly times: Times;
  /** Of the meeting. */
  readonly version: number;
}

/** What changes with the time, such as another room where the first is taken. */
export type Besides = Pick<DateChange, 'rooms'>;

export interface Saving {
  /** Saves the times of one occurrence on top of a version of its meeting; answers the version it has then. */
  save(entry: CalendarEntry, times: Times, version: number, besides: Besides): Promise<number>;
  read(entry: CalendarEntry): Promise<Standing>;
  /** Occurrences are drawn at these times, whatever the server says meanwhile; the others as they are known. */
  draw(wished: ReadonlyMap<string, Times>): void;
  /** Draws one occurrence where it stands, once it is wished elsewhere no more, and reads it again. */
  settle(entry: CalendarEntry, times: Times): void;
}

export type Moved =
  | { readonly kind: 'moved'; readonly from: Times; readonly version: number; readonly merged: boolean }
  /** A newer wish about the same occurrence took its place before it was sent. */
  | { readonly kind: 'superseded' }
  /** Somebody else moved it meanwhile; nothing was saved. */
  | { readonly kind: 'overtaken'; readonly theirs: Times }
  | { readonly kind: 'refused'; readonly reason: unknown };

/** Changes of the same meeting by somebody else that are merged with, in a row. */
const patience = 3;

/**
 * Moves occurrences: shows each at once, saves those of one meeting one after the other on the newest version that is
 * known, merges with what others changed besides, and takes back what cannot be.
 */
export class Rescheduling {
  private readonly wished = new Map<string, Times>();
  private readonly bases = new Map<string, Times>();
  private readonly versions = new Map<string, number>();
  private readonly lines = new Map<string, Promise<unknown>>();

  constructor(private readonly saving: Saving) {}

  move(entry: CalendarEntry, times: Times, besides: Besides = {}): Promise<Moved> {
    const key = occurrenceOf(entry);
    if (!this.wished.has(key)) this.bases.set(key, timesOf(entry));
    this.wished.set(key, times);
    this.saving.draw(this.wished);
    const before = this.lines.get(entry.meeting_id ?? '') ?? Promise.resolve();
    const done = before.then(() => this.carryOut(entry, times, besides));
    this.lines.set(entry.meeting_id ?? '', done);
    return done;
  }

  /** The newest version of a meeting that is known here. */
  versionOf(entry: CalendarEntry): number {
    return Math.max(this.versions.get(entry.meeting_id ?? '') ?? 0, entry.version ?? 0);
  }

  /** A version that was heard of elsewhere. */
  note(meetingId: string, version: number): void {
    this.versions.set(meetingId, Math.max(this.versions.get(meetingId) ?? 0, version));
  }

  private async carryOut(entry: CalendarEntry, times: Times, besides: Besides): Promise<Moved> {
    const key = occurrenceOf(entry);
    if (this.wished.get(key) !== times) return { kind: 'superseded' };
    const from = this.bases.get(key) ?? timesOf(entry);
    let stands = from;
    try {
      const { version, merged } = await this.save(entry, times, from, besides);
      stands = times;
      return { kind: 'moved', from, version, merged };
    } catch (reason) {
      if (!(reason instanceof Overtaken)) return { kind: 'refused', reason };
      stands = reason.theirs;
      return { kind: 'overtaken', theirs: stands };
    } finally {
      this.bases.set(key, stands);
      if (this.wished.get(key) === times) {
        this.wished.delete(key);
        this.bases.delete(key);
        this.saving.draw(this.wished);
        this.saving.settle(entry, stands);
      }
    }
  }

  private async save(entry: CalendarEntry, times: Times, from: Times, besides: Besides) {
    let version = this.versionOf(entry);
    for (let attempt = 0; ; attempt += 1) {
      try {
        const saved = await this.saving.save(entry, times, version, besides);
        this.note(entry.meeting_id ?? '', saved);
        return { version: saved, merged: attempt > 0 };
      } catch (reason) {
        const isStale = reason instanceof ApiProblem && reason.status === 412;
        if (!isStale || attempt >= patience) throw reason;
        const now = await this.saving.read(entry);
        this.note(entry.meeting_id ?? '', now.version);
        if (!sameTimes(now.times, from)) throw new Overtaken(now.times);
        version = now.version;
      }
    }
  }
}

class Overtaken extends Error {
  constructor(readonly theirs: Times) {
    super('somebody else moved it meanwhile');
  }
}
