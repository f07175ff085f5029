'use client';

import { useQueries, useQueryClient, type UseQueryOptions } from '@tanstack/react-query';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { api } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import { unwrap } from '@/lib/api/problem';
import type { CalendarEntry, WorkingHours } from '@/lib/api/types';
import { monthsOf, monthWindow } from '@/lib/time/range';
import { blocksOf, type Block } from './blocks';
import { idOf, type Overlay } from './overlays';
import { removal } from './removal';

type Window = UseQueryOptions<CalendarEntry[]> & { queryKey: readonly string[] };

/** A month of the person's own calendar, or of somebody else's or a room's. */
function windowQuery(month: Temporal.PlainDate, zone: string, overlay: Overlay | null = null): Window {
  const { from, to } = monthWindow(month, zone);
  const whose = overlay ? { [overlay.kind === 'person' ? 'people' : 'rooms']: [overlay.id] } : {};
  return {
    queryKey: keys.calendar(from, to, overlay ? idOf(overlay) : ''),
    queryFn: async ({ signal }) =>
      unwrap(await api.GET('/api/v1/calendar', { params: { query: { from, to, ...whose } }, signal })).data,
  };
}

export interface CalendarRead {
  readonly blocks: readonly Block[];
  /** Some month in view has never been read. */
  readonly isPending: boolean;
  readonly isFetching: boolean;
  readonly error: unknown;
  /** What could not be read again is shown as it was. */
  readonly isOld: boolean;
  retry(): void;
}

/**
 * What takes place on some days. Whole months are fetched, so paging finds them in the cache, and the months
 * around are fetched ahead. A month that fails leaves the others as they are.
 */
export function useCalendar(days: readonly Temporal.PlainDate[], zone: string, overlays: readonly Overlay[] = none): CalendarRead {
  const cache = useQueryClient();
  const months = monthsOf(days);
  const names = months.map(String).join();
  const whose = [null, ...overlays];
  const reads = useQueries({ queries: whose.flatMap((one) => months.map((month) => windowQuery(month, zone, one))) });

  useEffect(() => {
    const [first, last] = [months[0], months[months.length - 1]];
    if (!first || !last) return;
    for (const month of [first.subtract({ months: 1 }), last.add({ months: 1 })]) {
      void cache.prefetchQuery(windowQuery(month, zone));
    }
    // `names` stands for the months themselves.
  }, [cache, names, zone]);

  const stamp = reads.map((read) => read.dataUpdatedAt).join();
  const overlaid = overlays.map(idOf).join();
  // `stamp` changes whenever one of the months was read again or drawn anew.
  const all = useMemo(() => blocksOf(reads.map(({ data }) => data ?? []), zone), [zone, names, stamp, overlaid]);
  const removed = useSyncExternalStore(removal.subscribe, removal.current, removal.current);
  const blocks = useMemo(() => (removed.size > 0 ? all.filter(({ key }) => !removed.has(key)) : all), [all, removed]);
  const own = reads.slice(0, months.length);
  const failed = reads.find((read) => read.isError);
  return {
    blocks,
    isPending: own.some((read) => read.isPending && !read.isError),
    isFetching: reads.some((read) => read.isFetching),
    error: failed?.error ?? null,
    isOld: failed?.data !== undefined,
    retry: () => reads.forEach((read) => void (read.isError && read.refetch())),
  };
}

const none: readonly Overlay[] = [];

export function workingHoursQuery(id: string) {
  return {
    queryKey: keys.workingHours(id),
    queryFn: async ({ signal }: { signal: AbortSignal }) =>
      unwrap(await api.GET('/api/v1/people/{person_id}/working-hours', { params: { path: { person_id: id } }, signal })),
    staleTime: 600_000,
    retry: false,
  };
}

/** Working hours of some people; null for those whose hours one does not know (yet). */
export function useWorkingHours(ids: readonly string[]): readonly (WorkingHours | null)[] {
  const reads = useQueries({ queries: ids.map(workingHoursQuery) });
  const stamp = reads.map((read) => read.dataUpdatedAt).join();
  return useMemo(() => reads.map(({ data }) => data ?? null), [ids.join(), stamp]);
}

/** How the people and rooms are called whose calendars are laid over one's own, by id. */
export function useNames(overlays: readonly Overlay[]): ReadonlyMap<string, string> {
  const reads = useQueries({
    queries: overlays.map(({ kind, id }) => ({
      queryKey: keys.named(kind, id),
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        kind === 'room'
          ? unwrap(await api.GET('/api/v1/rooms/{room_id}', { params: { path: { room_id: id } }, signal })).name
          : unwrap(await api.GET('/api/v1/people/{person_id}', { params: { path: { person_id: id } }, signal })).name,
      staleTime: 600_000,
      retry: false,
    })),
  });
  const stamp = reads.map(({ data }) => data).join('\n');
  return useMemo(
    () => new Map(overlays.flatMap(({ id }, index) => (reads[index]?.data === undefined ? [] : [[id, reads[index].data] as const]))),
    [overlays.map(idOf).join(), stamp],
  );
}
