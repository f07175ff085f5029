import type { AvailabilityExplanation, AvailabilitySlot } from '@/lib/api/types';
import { startOf } from '@/lib/time/moment';
import type { Bounds } from './frame';
import type { Span } from './standing';

/** A time that suits, as the server found it. */
export interface Suggestion extends Span {
  /** Who can come. */
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly outside: readonly string[];
  /** Free ones, the smallest first. */
  readonly rooms: readonly string[];
  readonly reasons: readonly string[];
}

export function suggestionOf(slot: AvailabilitySlot, zone: string): Suggestion {
  return {
    start: startOf(slot.start, zone),
    end: startOf(slot.end, zone),
    required: slot.free.required,
    optional: [...new Set([...slot.free.optional, ...Object.values(slot.free.quorums).flat()])],
    outside: slot.local_times.flatMap(({ person_id, outside_hours }) => (outside_hours ? [person_id] : [])),
    rooms: slot.rooms,
    reasons: slot.reasons,
  };
}

export const shown = 5;
const apart = 2 * 3_600_000;
const mostADay = 2;

/**
 * Of what was found, best first, some that are worth choosing between: a quarter of an hour later is no other
 * suggestion. At first no more than two a day, some hours apart; then what does not overlap.
 */
export function bestOf<S extends Span>(found: readonly S[], dayOf: (instant: number) => string, count = shown): S[] {
  const taken = new Set<S>();
  const take = (fits: (one: S) => boolean) => {
    for (const one of found) if (taken.size < count && !taken.has(one) && fits(one)) taken.add(one);
  };
  const far = (one: S, gap: number) => [...taken].every((other) => one.start >= other.end + gap || other.start >= one.end + gap);
  take((one) => far(one, apart) && [...taken].filter(({ start }) => dayOf(start) === dayOf(one.start)).length < mostADay);
  take((one) => far(one, 0));
  return found.filter((one) => taken.has(one));
}

const nine = 9 * 3_600_000;

/** Where one begins to look: at the best time, else at the first that a way out leads to, else in the morning. */
export function startShown(best: readonly Span[], explain: AvailabilityExplanation | null, { from, zone }: Bounds): number {
  const way = explain?.relaxations[0]?.first_slot.start;
  return best[0]?.start ?? (way ? startOf(way, zone) : from + nine);
}
