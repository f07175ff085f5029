'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Meeting, Occurrence } from '@/lib/api/types';
import { ApiProblem } from '@/lib/api/problem';
import { useFormats } from '@/lib/time/formats-context';
import { startOf } from '@/lib/time/moment';
import { occurrenceQuery } from '../asking';
import { chosenDate, onDate } from '../one-date';
import { useDatesAround } from './use-page-queries';

export interface ShownDate {
  /** The meeting as it is on that date. */
  readonly meeting: Meeting;
  /** The date's name; null where a meeting has but one. */
  readonly date: string | null;
  readonly before: Occurrence | null;
  readonly after: Occurrence | null;
}

type Found =
  | { readonly state: 'loading' }
  | { readonly state: 'shown'; readonly shown: ShownDate }
  /** The series was split: the date is part of another meeting by now. */
  | { readonly state: 'moved'; readonly to: { meeting_id: string; original_start: string } }
  | { readonly state: 'failed'; readonly reason: unknown; retry(): void };

/** Which date of the meeting is shown: the one that was asked for, else the one that one most likely wants. */
export function useShownDate(meeting: Meeting, asked: string | null): Found {
  const formats = useFormats();
  const [opened] = useState(() => Date.now());
  const repeats = meeting.recurrence !== null;
  const near = useDatesAround(meeting.id, repeats && asked === null ? opened : null);
  const chosen = asked ?? (near.data ? (chosenDate(near.data, opened, formats.zone)?.original_start ?? null) : null);
  const one = useQuery(occurrenceQuery(repeats && chosen !== null ? { meeting_id: meeting.id, original_start: chosen } : null));
  const around = useDatesAround(meeting.id, one.data && asked !== null ? startOf(one.data.start, formats.zone) : null);

  if (!repeats) return { state: 'shown', shown: { meeting, date: null, before: null, after: null } };
  if (one.data) {
    const dates = (asked === null ? near.data : around.data) ?? [];
    const at = dates.findIndex(({ original_start }) => original_start === one.data.original_start);
    return {
      state: 'shown',
      shown: {
        meeting: onDate(meeting, one.data),
        date: one.data.original_start,
        before: at > 0 ? (dates[at - 1] ?? null) : null,
        after: at >= 0 ? (dates[at + 1] ?? null) : null,
      },
    };
  }
  const reason = one.error ?? near.error;
  if (reason instanceof ApiProblem && reason.movedTo) return { state: 'moved', to: reason.movedTo };
  if (reason) return { state: 'failed', reason, retry: () => void (one.error ? one.refetch() : near.refetch()) };
  // A series all of whose dates are gone is shown by itself.
  if (near.data && chosen === null) return { state: 'shown', shown: { meeting, date: null, before: null, after: null } };
  return { state: 'loading' };
}
