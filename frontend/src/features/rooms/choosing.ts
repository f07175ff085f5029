import type { Room } from '@/lib/api/types';
import type { Freedom } from '@/features/people';

/** What was typed: so many seats, or part of a name. */
export interface Wish {
  readonly seats: number | null;
  readonly name: string;
}

/** "4", "4p", "for 4" ask for seats; anything else for a name. */
export function wishOf(typed: string): Wish {
  const text = typed.trim();
  const seats = /^(?:for\s+)?(\d{1,4})\s*(?:p|people|seats)?$/i.exec(text)?.[1];
  return seats && Number(seats) > 0 ? { seats: Number(seats), name: '' } : { seats: null, name: text };
}

const ranks: Record<Freedom, number> = { free: 0, outside: 1, busy: 2 };

/** Free ones first, the smallest of them first; what is not known counts as free. */
export function bestFirst(rooms: readonly Room[], freedom: ReadonlyMap<string, Freedom>): Room[] {
  const rank = ({ id }: Room) => ranks[freedom.get(id) ?? 'free'];
  return [...rooms].sort((a, b) => rank(a) - rank(b) || a.capacity - b.capacity || a.name.localeCompare(b.name));
}
