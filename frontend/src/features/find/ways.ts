import type { AvailabilityExplanation } from '@/lib/api/types';
import { instantOf } from '@/lib/time/moment';
import { todayIn } from '@/lib/time/range';
import { withRole, type Question } from './question';

export type Relaxation = AvailabilityExplanation['relaxations'][number];
type Change = Relaxation['change'];

/** The question with one thing less, as the server tried it. */
export function relaxed(question: Question, change: Change, zone: string): Question {
  switch (change.kind) {
    case 'make_optional':
      return change.person_id ? { ...question, people: withRole(question.people, change.person_id, true) } : question;
    case 'lower_quorum':
      return { ...question, enough: Number(change.quorums?.[0]?.['at_least'] ?? 0) || null };
    case 'shorter':
      return change.duration ? { ...question, minutes: minutesIn(change.duration) } : question;
    case 'wider_window':
      return change.window ? { ...question, ...daysOf(change.window, zone) } : question;
    case 'outside_hours':
      return { ...question, inHours: false };
    case 'without_room':
      return { ...question, rooms: [], seats: null, equipment: [] };
    default:
      return { ...question, ...roomOf(change) };
  }
}

function roomOf({ rooms }: Change): Pick<Question, 'rooms' | 'seats' | 'equipment'> {
  const { any_of = null, capacity = 1, equipment = [] } = (rooms ?? {}) as { any_of?: string[] | null; capacity?: number; equipment?: string[] };
  return any_of === null ? { rooms: [], seats: capacity, equipment } : { rooms: any_of, seats: null, equipment };
}

/** Whole days that hold the window. */
function daysOf({ from, to }: { from: string; to: string }, zone: string) {
  return { first: todayIn(zone, instantOf(from)).toString(), last: todayIn(zone, instantOf(to) - 1).toString() };
}

/** Whole minutes of an ISO 8601 duration. */
export function minutesIn(duration: string): number {
  return Temporal.Duration.from(duration).total('minutes');
}
