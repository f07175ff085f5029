import type { AvailabilitySearch } from '@/lib/api/types';
import { dayIn } from '@/lib/time/day';
import { rfc3339 } from '@/lib/time/moment';
import { stepMinutes, type Bounds } from './frame';
import type { Asked, Question } from './question';

/** As many as the server gives: so it is known of a whole week where a meeting could begin. */
export const mostSlots = 200;
const quarter = stepMinutes * 60_000;

/** From when to when is looked: what is over is over. */
export function boundsOf({ first, last }: Question, zone: string, now: number): Bounds {
  const from = Math.max(dayIn(Temporal.PlainDate.from(first), zone).start, Math.ceil(now / quarter) * quarter);
  return { from, to: Math.max(dayIn(Temporal.PlainDate.from(last), zone).end, from + quarter), zone };
}

/** The question as the server is asked it, or null where there is nobody and nothing to ask about. */
export function searchOf(question: Question, { required, optional }: Asked, { from, to, zone }: Bounds): AvailabilitySearch | null {
  const room = roomOf(question);
  if (required.length + optional.length === 0) return null;
  const enough = Math.min(question.enough ?? 0, optional.length);
  return {
    duration: `PT${question.minutes}M`,
    window: { from: rfc3339(from), to: rfc3339(to) },
    time_zone: zone,
    granularity: `PT${stepMinutes}M`,
    required: [...required],
    optional: [...optional],
    quorums: enough > 0 ? [{ name: 'enough', at_least: enough, of: [...optional] }] : [],
    ...(room ? { rooms: room } : {}),
    within_working_hours: question.inHours,
    buffers: { before: `PT${question.before}M`, after: `PT${question.after}M` },
    limit: mostSlots,
  };
}

function roomOf({ rooms, seats, equipment }: Question): NonNullable<AvailabilitySearch['rooms']> | null {
  if (rooms.length > 0) return { any_of: [...rooms], capacity: 1, equipment: [] };
  return seats === null ? null : { any_of: null, capacity: seats, equipment: [...equipment] };
}

/** The same about one time alone: why it is not offered, or with whom it is. */
export function searchAt(search: AvailabilitySearch, start: number, end: number): AvailabilitySearch {
  return { ...search, window: { from: rfc3339(start), to: rfc3339(end) }, granularity: 'PT1M', limit: 1 };
}
