'use client';

import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import { unwrap } from '@/lib/api/problem';

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
