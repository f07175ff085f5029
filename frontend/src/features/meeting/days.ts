import type { ListedMeeting } from '@/lib/api/types';
import { isAllDay, startOf } from '@/lib/time/moment';
import { todayIn } from '@/lib/time/range';

export interface Day {
  /** As dates are written in ISO 8601, in the reader's zone. */
  readonly date: string;
  readonly meetings: readonly ListedMeeting[];
}

/** Meetings under the day on which they begin for the reader, in the order in which they come. */
export function byDay(meetings: readonly ListedMeeting[], zone: string): Day[] {
  const days: { date: string; meetings: ListedMeeting[] }[] = [];
  for (const meeting of meetings) {
    const date = isAllDay(meeting.start) ? meeting.start.date : todayIn(zone, startOf(meeting.start, zone)).toString();
    const last = days.at(-1);
    if (last?.date === date) last.meetings.push(meeting);
    else days.push({ date, meetings: [meeting] });
  }
  return days;
}

export const shelves = ['upcoming', 'past', 'drafts', 'cancelled'] as const;

/** Which of the reader's meetings are listed. */
export type Shelf = (typeof shelves)[number];

export interface Wish {
  readonly shelf: Shelf;
  readonly words: string;
}

/** What a link asks for; what it cannot ask for is passed over. */
export function wishOf(query: { get(name: string): string | null }): Wish {
  const shelf = shelves.find((name) => name === query.get('show')) ?? 'upcoming';
  return { shelf, words: (query.get('q') ?? '').slice(0, 200) };
}

/** The link that asks for it; the usual is left out. */
export function linkOf({ shelf, words }: Wish): string {
  const query = new URLSearchParams();
  if (shelf !== 'upcoming') query.set('show', shelf);
  if (words.trim()) query.set('q', words.trim());
  return query.size > 0 ? `/meetings/?${query}` : '/meetings/';
}

const day = 86_400_000;

/**
 * The window of a page, epoch milliseconds. What lies ahead is one window; the past is read backwards, a month at a
 * time, since the server lists forwards.
 */
export function windowOf(shelf: Shelf, now: number, back: number): { from: number; to: number } {
  if (shelf === 'past') return { from: now - 31 * day * (back + 1), to: now - 31 * day * back };
  const from = shelf === 'upcoming' ? now : now - 30 * day;
  return { from, to: now + 365 * day };
}

/** Months back in which the past is looked for. */
export const furthestBack = 24;
