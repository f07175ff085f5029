'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import { unwrap } from '@/lib/api/problem';

export const historyKeys = {
  of: (meetingId: string) => ['history', meetingId] as const,
};

/** What was done to a meeting, and of a series to one of its dates, the latest first. */
export function useHistory(meetingId: string, date: string | null) {
  return useInfiniteQuery({
    queryKey: [...historyKeys.of(meetingId), date],
    queryFn: async ({ signal, pageParam }) => {
      const query = { limit: 30, ...(date ? { original_start: date } : {}), ...(pageParam ? { cursor: pageParam } : {}) };
      return unwrap(await api.GET('/api/v1/meetings/{meeting_id}/history', { params: { path: { meeting_id: meetingId }, query }, signal }));
    },
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });
}
