'use client';

import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import { unwrap } from '@/lib/api/problem';
import type { Room } from '@/lib/api/types';

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

/** Rooms by id; those that are no more are left out. */
export function useRoomsById(ids: readonly string[]): { rooms: ReadonlyMap<string, Room>; isPending: boolean } {
  const reads = useQueries({
    queries: ids.map((id) => ({
      queryKey: keys.room(id),
      queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Room> =>
        unwrap(await api.GET('/api/v1/rooms/{room_id}', { params: { path: { room_id: id } }, signal })),
      staleTime: 600_000,
      retry: false,
    })),
  });
  const stamp = reads.map(({ dataUpdatedAt }) => dataUpdatedAt).join();
  const rooms = useMemo(() => new Map(reads.flatMap(({ data }) => (data ? [[data.id, data] as const] : []))), [ids.join(), stamp]);
  return { rooms, isPending: reads.some(({ isPending }) => isPending) };
}
