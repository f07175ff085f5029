'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import { unwrap } from '@/lib/api/problem';
import { inboxKeys, type Tab } from '../queries';

// Apart from the other queries: those are loaded with every page, these with the inbox.

export function useInbox(tab: Tab) {
  return useInfiniteQuery({
    queryKey: inboxKeys.tab(tab),
    queryFn: async ({ signal, pageParam }) => {
      const cursor = pageParam ? { cursor: pageParam } : {};
      const query = { needs_you: tab === 'needs' ? 'true' : 'false', limit: 50, ...cursor } as const;
      return unwrap(await api.GET('/api/v1/notifications', { params: { query }, signal }));
    },
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });
}

/** The next meeting that the reader has not declined, for those whom nothing waits for. */
export function useNextMeeting(wanted: boolean) {
  return useQuery({
    queryKey: [...keys.meetings, 'next'],
    queryFn: async ({ signal }) => {
      const query = { state: 'scheduled', limit: 10 } as const;
      const { data } = unwrap(await api.GET('/api/v1/meetings', { params: { query }, signal }));
      return data.find(({ response }) => response !== 'declined') ?? null;
    },
    enabled: wanted,
  });
}
