import type { AnswerStatus, CalendarEntry } from '@/lib/api/types';
import type { Day } from '@/lib/time/day';
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

/** The same however often it is moved: one meeting in one calendar, and which of its dates where it has several. */
function keyOf(entry: CalendarEntry): string {
  const date = entry.meeting_id === null ? JSON.stringify([entry.start, entry.end]) : entry.repeats ? entry.original_start : '';
  return [entry.meeting_id ?? 'busy', entry.person_id ?? entry.room_id, date].join('/');
}

export function blockOf(entry: CalendarEntry, zone: string): Block {
  const key = keyOf(entry);
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

/** Whether the person may move it: it is theirs, and it is going to take place. */
export function isMovable({ entry }: Block, me: string): boolean {
  return entry.meeting_id !== null && !entry.busy_only && entry.host_id === me && entry.state !== 'cancelled';
}

/** Blocks that a day shows, whole days first, then by time. */
export function blocksOn(blocks: readonly Block[], day: Pick<Day, 'date' | 'start' | 'end'>): Block[] {
  const here = blocks.filter((block) => (block.dates ? runsOn(block, day.date) : block.start < day.end && (block.end > day.start || block.start === day.start)));
  return [...here.filter(({ dates }) => dates), ...here.filter(({ dates }) => !dates)];
}
