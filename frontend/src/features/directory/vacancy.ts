import type { FreeBusy } from '@/lib/api/types';
import { instantOf } from '@/lib/time/moment';

/** Epoch milliseconds, [start, end). */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** When a room is open and when it is taken, within what was asked for; each in order and apart. */
export interface Vacancy {
  readonly open: readonly Span[];
  readonly taken: readonly Span[];
  /** Open and not taken. */
  readonly free: readonly Span[];
}

type Subject = FreeBusy['subjects'][string];

export function vacancyOf({ busy, working_hours }: Subject): Vacancy {
  const spans = (texts: readonly { start: string; end: string }[]) => joined(texts.map(({ start, end }) => ({ start: instantOf(start), end: instantOf(end) })));
  const [open, taken] = [spans(working_hours), spans(busy)];
  return { open, taken, free: without(open, taken) };
}

/** In order; what touches is one. */
export function joined(spans: readonly Span[]): Span[] {
  const found: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = found.at(-1);
    if (last && span.start <= last.end) found[found.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else if (span.end > span.start) found.push(span);
  }
  return found;
}

/** What is left of joined spans without others. */
export function without(spans: readonly Span[], others: readonly Span[]): Span[] {
  return joined(others).reduce<Span[]>(
    (left, { start, end }) =>
      left.flatMap((span) =>
        end <= span.start || start >= span.end
          ? [span]
          : [
              { start: span.start, end: start },
              { start: end, end: span.end },
            ].filter((part) => part.end > part.start),
      ),
    [...spans],
  );
}

/** How a room is at a moment. `until` and `from`: null where that lies beyond what was asked for. */
export type RoomState =
  | { readonly kind: 'free'; readonly until: number | null }
  | { readonly kind: 'taken' | 'closed'; readonly from: number | null };

export function stateAt({ open, free }: Vacancy, at: number, horizon: number): RoomState {
  const now = free.find(({ start, end }) => start <= at && at < end);
  if (now) return { kind: 'free', until: now.end < horizon ? now.end : null };
  const from = free.find(({ start }) => start > at)?.start ?? null;
  return { kind: open.some(({ start, end }) => start <= at && at < end) ? 'taken' : 'closed', from };
}

/** What of a wish can be had: it begins when the room is free and ends when that ends; null where it is not free. */
export function fitted({ free }: Vacancy, { start, end }: Span): Span | null {
  const stretch = free.find((each) => each.start <= start && start < each.end);
  return stretch ? { start, end: Math.min(end, stretch.end) } : null;
}
