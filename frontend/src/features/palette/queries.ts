'use client';

import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import { unwrap } from '@/lib/api/problem';
import type { Found } from '@/lib/api/types';

const read = async (q: string, limit: number, cursor: string, signal: AbortSignal): Promise<Found> =>
  unwrap(await api.GET('/api/v1/search', { params: { query: { q, limit, ...(cursor ? { cursor } : {}) } }, signal }));

/** What the server finds, a few of each kind; what it found before stays until then. */
export function useFound(words: string) {
  return useQuery({
    queryKey: keys.search(words),
    queryFn: ({ signal }) => read(words, 6, '', signal),
    enabled: words !== '',
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  });
}

/** All that the server finds, page by page. */
export function useAllFound(words: string) {
  return useInfiniteQuery({
    queryKey: keys.search(words, 'all'),
    queryFn: ({ signal, pageParam }) => read(words, 20, pageParam, signal),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor,
    enabled: words !== '',
    placeholderData: keepPreviousData,
  });
}
