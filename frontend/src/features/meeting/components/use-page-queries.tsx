'use client';

import { useQueries, useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import { unwrap } from '@/lib/api/problem';
import { rfc3339 } from '@/lib/time/moment';

// Apart from the other queries: those are loaded with the calendar, these with the meeting's page.

const day = 86_400_000;

/** The dates before and after a moment, in order; of those before the nearest. `moment` null asks for nothing. */
export function useDatesAround(id: string, moment: number | null) {
  return useQuery({
    queryKey: [...keys.meeting(id), 'around', moment],
    queryFn: async ({ signal }) => {
      const dates = async (query: { from: string; to?: string; limit: number }) =>
        unwrap(await api.GET('/api/v1/meetings/{meeting_id}/occurrences', { params: { path: { meeting_id: id }, query }, signal })).data;
      const at = moment ?? 0;
      const before = async (days: number) => dates({ from: rfc3339(at - days * day), to: rfc3339(at), limit: 100 });
      const [after, near] = await Promise.all([dates({ from: rfc3339(at), limit: 10 }), before(40)]);
      const known = new Map([...(near.length > 0 ? near : await before(400)), ...after].map((date) => [date.original_start, date]));
      return [...known.values()];
    },
    enabled: moment !== null,
  });
}

export function useMute(id: string) {
  return useQuery({
    queryKey: [...keys.meeting(id), 'mute'],
    queryFn: async ({ signal }) => unwrap(await api.GET('/api/v1/meetings/{meeting_id}/mute', { params: { path: { meeting_id: id } }, signal })),
  });
}

export function useReminders(id: string) {
  return useQuery({
    queryKey: [...keys.meeting(id), 'reminders'],
    queryFn: async ({ signal }) => unwrap(await api.GET('/api/v1/meetings/{meeting_id}/reminders', { params: { path: { meeting_id: id } }, signal })),
    staleTime: 0,
  });
}

/** When somebody works, for saying that it is outside of that. */
export function useWorkingHours(personIds: readonly string[]) {
  return useQueries({
    queries: personIds.map((id) => ({
      queryKey: ['working-hours', id],
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        unwrap(await api.GET('/api/v1/people/{person_id}/working-hours', { params: { path: { person_id: id } }, signal })),
      staleTime: 600_000,
      retry: false,
    })),
    combine: (results) => new Map(results.flatMap(({ data }) => (data ? [[data.person_id, data] as const] : []))),
  });
}
