'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import { unwrap } from '@/lib/api/problem';
import { rfc3339 } from '@/lib/time/moment';
import { outsideOf } from '../hours';

// Apart from the other queries: those are loaded with the calendar, these with the meeting's page.

const [second, day] = [1_000, 86_400_000];

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

/** Of some people, those who are not at work at a moment; null asks for nobody. One question for all of them. */
export function useOutsideHours(people: readonly string[], moment: number | null): ReadonlySet<string> {
  const asked = [...people].sort();
  const read = useQuery({
    queryKey: ['working-hours', moment, asked.join()],
    queryFn: async ({ signal }) => {
      const body = { from: rfc3339(moment!), to: rfc3339(moment! + second), people: asked };
      return outsideOf(unwrap(await api.POST('/api/v1/free-busy', { body, signal })));
    },
    enabled: moment !== null && asked.length > 0,
    staleTime: 600_000,
    retry: false,
  });
  return useMemo(() => new Set(read.data), [read.data]);
}
