import type { FreeBusy } from '@/lib/api/types';
import { instantOf } from '@/lib/time/moment';

/** Epoch milliseconds, [start, end). */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Whose time it is: a person's or a room's. */
export interface Subject {
  readonly id: string;
  readonly busy: readonly (Span & { readonly kind: BusyKind })[];
  /** When they work, or it can be used. */
  readonly open: readonly Span[];
}

export type BusyKind = FreeBusy['subjects'][string]['busy'][number]['kind'];

export type Standing = 'free' | 'outside' | 'busy';

const spanOf = ({ start, end }: { start: string; end: string }): Span => ({ start: instantOf(start), end: instantOf(end) });

/** By id, what the server says of each; those that are no more are busy for ever. */
export function subjectsOf({ subjects }: FreeBusy): ReadonlyMap<string, Subject> {
  const whole = { start: -Infinity, end: Infinity, kind: 'busy' } as const;
  return new Map(
    Object.entries(subjects).map(([id, { busy, working_hours, errors }]) => [
      id,
      {
        id,
        busy: errors.length > 0 ? [whole] : busy.map((one) => ({ ...spanOf(one), kind: one.kind })),
        open: working_hours.map(spanOf),
      },
    ]),
  );
}

export const meets = (one: Span, start: number, end: number): boolean => one.start < end && one.end > start;

/** How somebody stands to a stretch of time; one that touches another is not in its way. */
export function standingOf(subject: Subject, start: number, end: number): Standing {
  if (subject.busy.some((one) => meets(one, start, end))) return 'busy';
  return subject.open.some((one) => one.start <= start && one.end >= end) ? 'free' : 'outside';
}

/** Who is free, and who is in the way of a meeting with its buffers; in the order of `ids`. */
export interface Count {
  readonly free: readonly string[];
  readonly outside: readonly string[];
  readonly busy: readonly string[];
}

export function countOf(ids: readonly string[], subjects: ReadonlyMap<string, Subject>, start: number, end: number, around = { before: 0, after: 0 }): Count {
  const found: Record<Standing, string[]> = { free: [], outside: [], busy: [] };
  for (const id of ids) {
    const subject = subjects.get(id);
    if (!subject) continue;
    const isTaken = subject.busy.some((one) => meets(one, start - around.before, end + around.after));
    found[isTaken ? 'busy' : standingOf(subject, start, end)].push(id);
  }
  return found;
}
