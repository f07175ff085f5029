'use client';

import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import { unwrap } from '@/lib/api/problem';
import type { AvailabilitySearch, Team } from '@/lib/api/types';
import { rfc3339 } from '@/lib/time/moment';
import { subjectsOf, type Span, type Subject } from './standing';

/** What the server finds; what it found before stays until the new answer is there. */
export function useSearch(search: AvailabilitySearch | null) {
  return useQuery({
    queryKey: keys.availability(JSON.stringify(search)),
    queryFn: async ({ signal }) => unwrap(await api.POST('/api/v1/availability/search', { body: search!, signal })),
    enabled: search !== null,
    staleTime: 15_000,
    placeholderData: keepPreviousData,
  });
}

/** The same for one time alone; nothing of another time stands in for it. */
export function useSearchAt(search: AvailabilitySearch | null) {
  return useQuery({
    queryKey: keys.availability(JSON.stringify(search)),
    queryFn: async ({ signal }) => unwrap(await api.POST('/api/v1/availability/search', { body: search!, signal })),
    enabled: search !== null,
    staleTime: 15_000,
  });
}

const nobody: ReadonlyMap<string, Subject> = new Map();

/** When people and rooms are busy, and at work, in a stretch of time. */
export function useTimes(people: readonly string[], rooms: readonly string[], { start, end }: Span) {
  const [from, to] = [rfc3339(start), rfc3339(end)];
  const read = useQuery({
    queryKey: keys.freeBusy(from, to, [...people, ...rooms].sort().join()),
    queryFn: async ({ signal }) =>
      unwrap(await api.POST('/api/v1/free-busy', { body: { from, to, people: [...people], rooms: [...rooms] }, signal })),
    enabled: people.length + rooms.length > 0,
    staleTime: 15_000,
    placeholderData: keepPreviousData,
  });
  const subjects = useMemo(() => (read.data ? subjectsOf(read.data) : nobody), [read.data]);
  return { ...read, subjects };
}

function teamQuery(id: string) {
  return {
    queryKey: keys.team(id),
    queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Team> =>
      unwrap(await api.GET('/api/v1/teams/{team_id}', { params: { path: { team_id: id } }, signal })),
    staleTime: 600_000,
    retry: false,
  };
}

/** Teams by id; those that are no more are left out. */
export function useTeamsById(ids: readonly string[]): { teams: ReadonlyMap<string, Team>; isPending: boolean } {
  const reads = useQueries({ queries: ids.map(teamQuery) });
  const stamp = reads.map(({ dataUpdatedAt }) => dataUpdatedAt).join();
  const teams = useMemo(() => new Map(reads.flatMap(({ data }) => (data ? [[data.id, data] as const] : []))), [ids.join(), stamp]);
  return { teams, isPending: reads.some(({ isPending, isError }) => isPending && !isError) };
}

/** Teams whose name holds the text. */
export function useTeams(query: string) {
  return useQuery({
    queryKey: keys.teams(query),
    queryFn: async ({ signal }) =>
      unwrap(await api.GET('/api/v1/teams', { params: { query: { limit: 20, ...(query ? { q: query } : {}) } }, signal })).data,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    retry: false,
  });
}
