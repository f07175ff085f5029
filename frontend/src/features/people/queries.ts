'use client';

import { keepPreviousData, queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import { unwrap } from '@/lib/api/problem';
import type { Person } from '@/lib/api/types';
import { rfc3339 } from '@/lib/time/moment';
import { personNamed } from './naming';
import { inviteeByAddress, inviteeOf, type Invitee } from './schema';
import { freedomOf, type Freedom, type Span } from './free-busy';

/** What everybody may know of somebody. */
export type Named = Pick<Person, 'id' | 'name' | 'email' | 'time_zone'>;

function peopleQuery(query: string) {
  return queryOptions({
    queryKey: keys.people(query),
    queryFn: async ({ signal }) =>
      unwrap(await api.GET('/api/v1/people', { params: { query: query ? { q: query } : {} }, signal })).data,
    staleTime: 60_000,
  });
}

/** People whose name or address holds the text, best first. */
export function usePeople(query: string) {
  return useQuery({ ...peopleQuery(query), placeholderData: keepPreviousData });
}

/** Whom names mean: an address is somebody in any case, a name only where it can be nobody else. */
export function useNamed(names: readonly string[]): { found: readonly (Invitee | null)[]; isSearching: boolean } {
  const searched = names.map((name) => name.replaceAll(/[._]/g, ' ').split(' ')[0]!);
  const reads = useQueries({ queries: names.map((name, index) => peopleQuery(name.includes('@') ? name : searched[index]!)) });
  const found = names.map((name, index) => {
    const person = personNamed(name, reads[index]?.data ?? []);
    return person ? inviteeOf(person) : inviteeByAddress(name);
  });
  return { found, isSearching: reads.some(({ isPending }) => isPending) };
}

/** Whether each of them is free for the whole of a span; empty while it is not known, or there is no span. */
export function useFreedom(people: readonly string[], rooms: readonly string[], span: Span | null): ReadonlyMap<string, Freedom> {
  const [from, to] = span && span.end > span.start ? [rfc3339(span.start), rfc3339(span.end)] : ['', ''];
  const read = useQuery({
    queryKey: keys.freeBusy(from, to, [...people, ...rooms].sort().join()),
    queryFn: async ({ signal }) => {
      const body = { from, to, people: [...people], rooms: [...rooms] };
      return unwrap(await api.POST('/api/v1/free-busy', { body, signal }));
    },
    enabled: from !== '' && people.length + rooms.length > 0,
    staleTime: 15_000,
    placeholderData: keepPreviousData,
  });
  return useMemo(
    () => new Map(Object.entries(read.data?.subjects ?? {}).map(([id, subject]) => [id, freedomOf(subject, from, to)])),
    [read.data, from, to],
  );
}

/** People by id; those that are no more, or that one may not see, are left out. */
export function usePeopleById(ids: readonly string[]): { people: ReadonlyMap<string, Named>; isPending: boolean } {
  const reads = useQueries({
    queries: ids.map((id) => ({
      queryKey: keys.person(id),
      queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Named> =>
        unwrap(await api.GET('/api/v1/people/{person_id}', { params: { path: { person_id: id } }, signal })),
      staleTime: 600_000,
      retry: false,
    })),
  });
  const stamp = reads.map(({ dataUpdatedAt }) => dataUpdatedAt).join();
  const people = useMemo(() => new Map(reads.flatMap(({ data }) => (data ? [[data.id, data] as const] : []))), [ids.join(), stamp]);
  return { people, isPending: reads.some(({ isPending }) => isPending) };
}
