'use client';

import { useQueries, useQueryClient, type UseQueryOptions } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { api } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import { unwrap } from '@/lib/api/problem';
import type { CalendarEntry } from '@/lib/api/types';
import { monthsOf, monthWindow } from '@/lib/time/range';
import { blocksOf, type Block } from './blocks';

function windowQuery(month: Temporal.PlainDate, zone: string): UseQueryOptions<CalendarEntry[]> & { queryKey: readonly string[] } {
  const { from, to } = monthWindow(month, zone);
  return {
    queryKey: keys.calendar(from, to),
    queryFn: async ({ signal }) =>
      unwrap(await api.GET('/api/v1/calendar', { params: { query: { from, to } }, signal })).data,
  };
}

export interface CalendarRead {
  readonly blocks: readonly Block[];
  /** Some month in view has never been read. */
  readonly isPending: boolean;
  readonly isFetching: boolean;
  readonly error: unknown;
  retry(): void;
}

/**
 * What takes place on some days. Whole months are fetched, so paging finds them in the cache, and the months
 * around are fetched ahead. A month that fails leaves the others as they are.
 */
export function useCalendar(days: readonly Temporal.PlainDate[], zone: string): CalendarRead {
  const cache = useQueryClient();
  const months = monthsOf(days);
  const names = months.map(String).join();
  const reads = useQueries({ queries: months.map((month) => windowQuery(month, zone)) });
  const data = reads.map((read) => read.data);

  useEffect(() => {
    const [first, last] = [months[0], months[months.length - 1]];
    if (!first || !last) return;
    for (const month of [first.subtract({ months: 1 }), last.add({ months: 1 })]) {
      void cache.prefetchQuery(windowQuery(month, zone));
    }
    // `names` stands for the months themselves.
  }, [cache, names, zone]);

  const stamp = reads.map((read) => read.dataUpdatedAt).join();
  // `stamp` changes whenever one of the months was read again.
  const blocks = useMemo(() => blocksOf(data.filter((entries) => entries !== undefined), zone), [zone, names, stamp]);
  const failed = reads.find((read) => read.isError);
  return {
    blocks,
    isPending: reads.some((read) => read.isPending && !read.isError),
    isFetching: reads.some((read) => read.isFetching),
    error: failed?.error ?? null,
    retry: () => reads.forEach((read) => void (read.isError && read.refetch())),
  };
}
