'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import { unwrap } from '@/lib/api/problem';

/** Rooms in use whose name or place holds the text, for at least so many people. */
export function useRooms(q: string, capacity = 1) {
  return useQuery({
    queryKey: keys.rooms(q, capacity),
    queryFn: async ({ signal }) => {
      const query = { limit: 100, capacity, ...(q ? { q } : {}) };
      return unwrap(await api.GET('/api/v1/rooms', { params: { query }, signal })).data;
    },
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}
