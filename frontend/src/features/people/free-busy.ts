import type { FreeBusy } from '@/lib/api/types';
import { instantOf } from '@/lib/time/moment';

/** Epoch milliseconds, [start, end). */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** How somebody, or a room, is in a span: outside means outside the hours of work, or of opening. */
export type Freedom = 'free' | 'outside' | 'busy';

type Subject = FreeBusy['subjects'][string];

export function freedomOf(subject: Subject, from: string, to: string): Freedom {
  const [start, end] = [instantOf(from), instantOf(to)];
  const meets = (one: { start: string; end: string }) => instantOf(one.start) < end && instantOf(one.end) > start;
  if (subject.errors.length > 0 || subject.busy.some(meets)) return 'busy';
  const isOpen = subject.working_hours.some((open) => instantOf(open.start) <= start && instantOf(open.end) >= end);
  return isOpen ? 'free' : 'outside';
}
