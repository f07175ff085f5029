import type { AnswerStatus, CalendarEntry } from '@/lib/api/types';
import { isAllDay, startOf } from '@/lib/time/moment';

/** A calendar entry ready to be drawn: its instants in epoch milliseconds, its dates when it has no instants. */
export interface Block {
  readonly key: string;
  readonly entry: CalendarEntry;
  readonly start: number;
  readonly end: number;
  /** First day and the day after the last, for all-day entries. */
  readonly dates: { readonly first: Temporal.PlainDate; readonly after: Temporal.PlainDate } | null;
}

export function blockOf(entry: CalendarEntry, zone: string): Block {
  const key = [entry.meeting_id ?? 'busy', entry.person_id, entry.original_start ?? JSON.stringify(entry.start)].join('/');
  const [start, end] = [startOf(entry.start, zone), startOf(entry.end, zone)];
  if (!isAllDay(entry.start)) return { key, entry, start, end, dates: null };
  const first = Temporal.PlainDate.from(entry.start.date);
  const last = isAllDay(entry.end) ? Temporal.PlainDate.from(entry.end.date) : first;
  const after = Temporal.PlainDate.compare(last, first) > 0 ? last : first.add({ days: 1 });
  return { key, entry, start, end, dates: { first, after } };
}

/** Entries of several windows as blocks: each once, in order; declined and cancelled ones as asked. */
export function blocksOf(windows: readonly (readonly CalendarEntry[])[], zone: string): Block[] {
  const blocks = new Map<string, Block>();
  for (const entry of windows.flat()) {
    if (entry.response === 'declined') continue;
    const block = blockOf(entry, zone);
    blocks.set(block.key, block);
  }
  return [...blocks.values()].sort((a, b) => a.start - b.start || b.end - a.end || a.key.localeCompare(b.key));
}

export type Look = 'accepted' | 'tentative' | 'needs_action' | 'draft' | 'cancelled' | 'busy';

/** How an entry is drawn; state is never told by colour alone. */
export function lookOf(entry: CalendarEntry, me: string): Look {
  if (entry.state === 'cancelled') return 'cancelled';
  if (entry.busy_only) return 'busy';
  if (entry.state === 'draft') return 'draft';
  if (entry.host_id === me) return 'accepted';
  const looks: Record<AnswerStatus, Look> = {
    accepted: 'accepted',
    tentative: 'tentative',
    needs_action: 'needs_action',
    declined: 'cancelled',
    waiting: 'tentative',
  };
  return looks[entry.response];
}

export function runsOn(block: Block, date: Temporal.PlainDate): boolean {
  if (!block.dates) return false;
  const { first, after } = block.dates;
  return Temporal.PlainDate.compare(first, date) <= 0 && Temporal.PlainDate.compare(date, after) < 0;
}
