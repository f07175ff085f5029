'use client';

import { api } from '@/lib/api/client';
import { ownMutation } from '@/lib/api/mutation-id';
import { unwrap } from '@/lib/api/problem';
import { momentAt, fieldsOf } from '@/lib/time/moment';
import type { Span } from './standing';

/** How long a room is kept for somebody who fills in the rest. */
const kept = 'PT10M';

/**
 * Keeps a room free for a while; its id, or null where that cannot be: the room asks first, say, and then it is asked
 * for when the meeting is made. People are not held: nobody can take their time away by inviting them too.
 */
export async function holdRoom(room: string, { start, end }: Span): Promise<string | null> {
  const at = (instant: number) => {
    const { date, time } = fieldsOf(instant, 'UTC');
    return momentAt(date, time, 'UTC');
  };
  try {
    const body = { people: [], rooms: [room], start: at(start), end: at(end), ttl: kept };
    return unwrap(await api.POST('/api/v1/holds', { body, params: { header: { 'Idempotency-Key': ownMutation() } } })).id;
  } catch {
    return null;
  }
}
