'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import { unwrap } from '@/lib/api/problem';

/** People whose name or address holds the text, best first. */
export function usePeople(query: string) {
  return useQuery({
    queryKey: keys.people(query),
    queryFn: async ({ signal }) =>
      unwrap(await api.GET('/api/v1/people', { params: { query: query ? { q: query } : {} }, signal })).data,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}
