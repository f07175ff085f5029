'use client';

import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import { unwrap } from '@/lib/api/problem';
import type { Times } from './moves';

export function meetingQuery(id: string) {
  return queryOptions({
    queryKey: keys.meeting(id),
    queryFn: async ({ signal }) =>
      unwrap(await api.GET('/api/v1/meetings/{meeting_id}', { params: { path: { meeting_id: id } }, signal })),
  });
}

export function useMeeting(id: string | null) {
  return useQuery({ ...meetingQuery(id ?? ''), enabled: id !== null });
}

/** What the server makes of a rule: its sentence, and the first dates. */
export function previewQuery({ start, end }: Times, recurrence: readonly string[], limit: number) {
  return queryOptions({
    queryKey: keys.recurrence(start, end, recurrence, limit),
    queryFn: async ({ signal }) =>
      unwrap(await api.POST('/api/v1/recurrence/preview', { body: { start, end, recurrence: [...recurrence], limit }, signal })),
    staleTime: Infinity,
    retry: false,
    enabled: recurrence.length > 0,
  });
}
