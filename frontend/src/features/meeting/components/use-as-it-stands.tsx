'use client';

import { useQuery } from '@tanstack/react-query';
import type { Meeting } from '@/lib/api/types';
import { occurrenceQuery } from '../asking';
import { onDate } from '../one-date';
import { useMeeting } from '../queries';

/** A meeting as it stands, on one date of a series; null until it is known, and where there is none. */
export function useAsItStands(id: string | null, date: string | null): { meeting: Meeting | null; isPending: boolean } {
  const whole = useMeeting(id);
  const one = useQuery(occurrenceQuery(id !== null && date !== null ? { meeting_id: id, original_start: date } : null));
  const reads = date === null ? [whole] : [whole, one];
  const isKnown = whole.data !== undefined && (date === null || one.data !== undefined);
  return {
    meeting: isKnown ? onDate(whole.data, one.data ?? null) : null,
    isPending: id !== null && !isKnown && !reads.some(({ isError }) => isError),
  };
}
