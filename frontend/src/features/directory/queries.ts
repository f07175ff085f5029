'use client';

import { keepPreviousData, useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { blocksOf, workingHoursQuery, type Block } from '@/features/calendar';
import { api } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import { unwrap } from '@/lib/api/problem';
import type { Day } from '@/lib/time/day';
import { rfc3339 } from '@/lib/time/moment';
import { vacancyOf, type Vacancy } from './vacancy';
import type { Wish } from './wishes';

const from = (cursor: string | undefined) => (cursor ? { cursor } : {});

/** So many at once: as many calendars of rooms as can be read together. */
const pageLength = 50;

/** Everybody whose name or address holds the words, by name, a page at a time. */
export function usePeoplePages(words: string) {
  return useInfiniteQuery({
    queryKey: [...keys.people(words), 'pages'],
    queryFn: async ({ pageParam, signal }) => {
      const query = { limit: pageLength, ...(words ? { q: words } : {}), ...from(pageParam) };
      return unwrap(await api.GET('/api/v1/people', { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

/** The teams of the organisation and who is in them, the first two hundred. */
export function useTeams() {
  return useQuery({
    queryKey: ['teams'],
    queryFn: async ({ signal }) => unwrap(await api.GET('/api/v1/teams', { params: { query: { limit: 200 } }, signal })).data,
    staleTime: 300_000,
  });
}

export function usePersonEntry(id: string | null) {
  return useQuery({
    queryKey: ['person', id],
    enabled: id !== null,
    queryFn: async ({ signal }) =>
      unwrap(await api.GET('/api/v1/people/{person_id}', { params: { path: { person_id: id! } }, signal })),
    staleTime: 60_000,
  });
}

/** When somebody works; an error where one may not know. */
export function useHoursOf(id: string | null) {
  return useQuery({ ...workingHoursQuery(id ?? ''), enabled: id !== null });
}

export function presenceKey(ids: readonly string[]) {
  return ['presence', ids.join()] as const;
}

/** Who of them is there, and since when the others are not. */
export function usePresence(ids: readonly string[]) {
  return useQuery({
    queryKey: presenceKey(ids),
    enabled: ids.length > 0,
    queryFn: async ({ signal }) => unwrap(await api.GET('/api/v1/presence', { params: { query: { people: [...ids] } }, signal })).people,
    refetchInterval: 60_000,
  });
}

/** Rooms in use that are as wished, by name. */
export function useRoomPages({ words, seats, equipment }: Pick<Wish, 'words' | 'seats' | 'equipment'>) {
  return useInfiniteQuery({
    queryKey: [...keys.rooms(words, seats), equipment.join()],
    queryFn: async ({ pageParam, signal }) => {
      const wished = { ...(words ? { q: words } : {}), ...(equipment.length > 0 ? { equipment: [...equipment] } : {}) };
      const query = { limit: pageLength, capacity: seats, ...wished, ...from(pageParam) };
      return unwrap(await api.GET('/api/v1/rooms', { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

export function useRoom(id: string | null) {
  return useQuery({
    queryKey: ['room', id],
    enabled: id !== null,
    queryFn: async ({ signal }) => unwrap(await api.GET('/api/v1/rooms/{room_id}', { params: { path: { room_id: id! } }, signal })),
    staleTime: 60_000,
  });
}

export interface RoomsDay {
  readonly blocks: ReadonlyMap<string, readonly Block[]>;
  /** When each is open and taken; none of those that are not known yet. */
  readonly vacancies: ReadonlyMap<string, Vacancy>;
  readonly isPending: boolean;
  readonly error: unknown;
  /** What could not be read again is shown as it was. */
  readonly isOld: boolean;
  retry(): void;
}

/** What takes some rooms on a day, as far as one may see it, and what is left of them. `pages`: 50 rooms each at the most. */
export function useRoomsDay(pages: readonly (readonly string[])[], day: Day): RoomsDay {
  const [start, end] = [rfc3339(day.start), rfc3339(day.end)];
  const bookings = useQueries({
    queries: pages.map((rooms) => ({
      queryKey: keys.calendar(start, end, `rooms:${rooms.join()}`),
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        unwrap(await api.GET('/api/v1/calendar', { params: { query: { from: start, to: end, rooms: [...rooms] } }, signal })).data,
      placeholderData: keepPreviousData,
    })),
  });
  const freeBusy = useQueries({
    queries: pages.map((rooms) => ({
      queryKey: keys.freeBusy(start, end, rooms.join()),
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        unwrap(await api.POST('/api/v1/free-busy', { body: { from: start, to: end, people: [], rooms: [...rooms] }, signal })).subjects,
      staleTime: 15_000,
    })),
  });
  const reads = [...bookings, ...freeBusy];
  const stamp = reads.map(({ dataUpdatedAt }) => dataUpdatedAt).join();
  const blocks = useMemo(
    () => byRoom(blocksOf(bookings.map(({ data }) => data ?? []), day.zone)),
    // `stamp` changes whenever something was read again.
    [stamp, day],
  );
  const vacancies = useMemo(
    () => new Map(freeBusy.flatMap(({ data }) => Object.entries(data ?? {}).map(([id, subject]) => [id, vacancyOf(subject)] as const))),
    [stamp, day],
  );
  const failed = reads.find(({ isError }) => isError);
  return {
    blocks,
    vacancies,
    isPending: reads.some(({ isPending, isError }) => isPending && !isError),
    error: failed?.error ?? null,
    isOld: failed?.data !== undefined,
    retry: () => reads.forEach((read) => void (read.isError && read.refetch())),
  };
}

function byRoom(blocks: readonly Block[]): ReadonlyMap<string, readonly Block[]> {
  const found = new Map<string, Block[]>();
  for (const block of blocks) {
    const room = block.entry.room_id ?? '';
    found.set(room, [...(found.get(room) ?? []), block]);
  }
  return found;
}
