import type { Found } from '@/lib/api/types';
import { paths } from '@/lib/routes';

/** What was written in a meeting, and holds the words that somebody looks for. */
export type Passage = Found['passages'][number];

/** The part of a meeting's page in which it stands. */
const parts = { agenda: 'agenda', note: 'minutes', decision: 'minutes', action: 'minutes', chat: 'chat' } as const satisfies Record<Passage['place'], string>;

/** Where it is read: that part, on the date that it is about. */
export function passagePath({ place, meeting_id, repeats, original_start }: Pick<Passage, 'place' | 'meeting_id' | 'repeats' | 'original_start'>): string {
  return paths.meeting(meeting_id, { date: repeats ? original_start : null, part: parts[place] });
}
