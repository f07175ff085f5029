'use client';

import { useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import { unwrap } from '@/lib/api/problem';

/** Which agenda and minutes: a meeting's, and of a series those of one date. */
export interface Which {
  readonly meetingId: string;
  readonly date: string | null;
}

export const proceedingsKeys = {
  of: (meetingId: string) => ['proceedings', meetingId] as const,
  agenda: ({ meetingId, date }: Which) => ['proceedings', meetingId, 'agenda', date] as const,
  minutes: ({ meetingId, date }: Which) => ['proceedings', meetingId, 'minutes', date] as const,
  open: ({ meetingId, date }: Which) => ['proceedings', meetingId, 'open', date] as const,
  revisions: (entryId: string) => ['revisions', entryId] as const,
};

const asked = ({ meetingId, date }: Which) => ({
  path: { meeting_id: meetingId },
  query: date === null ? {} : { original_start: date },
});

export function useAgenda(which: Which) {
  return useQuery({
    queryKey: proceedingsKeys.agenda(which),
    queryFn: async ({ signal }) => unwrap(await api.GET('/api/v1/meetings/{meeting_id}/agenda-items', { params: asked(which), signal })),
  });
}

export function useMinutes(which: Which) {
  return useQuery({
    queryKey: proceedingsKeys.minutes(which),
    queryFn: async ({ signal }) => unwrap(await api.GET('/api/v1/meetings/{meeting_id}/minutes', { params: asked(which), signal })),
  });
}

/** What earlier dates of the series left open. */
export function useOpenActions(which: Which) {
  return useQuery({
    queryKey: proceedingsKeys.open(which),
    queryFn: async ({ signal }) => unwrap(await api.GET('/api/v1/meetings/{meeting_id}/action-items', { params: asked(which), signal })),
    enabled: which.date !== null,
  });
}

export function useRevisions(entryId: string) {
  return useQuery({
    queryKey: proceedingsKeys.revisions(entryId),
    queryFn: async ({ signal }) =>
      unwrap(await api.GET('/api/v1/minutes/{entry_id}/revisions', { params: { path: { entry_id: entryId } }, signal })).data,
    staleTime: 0,
  });
}
