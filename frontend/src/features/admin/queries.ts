'use client';

import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useSaved } from '@/features/session';
import { api, ifMatch } from '@/lib/api/client';
import { ownMutation } from '@/lib/api/mutation-id';
import { unwrap } from '@/lib/api/problem';
import type { HouseRules } from '@/lib/api/types';

export const adminKeys = {
  health: ['admin', 'health'] as const,
  people: ['admin', 'people'] as const,
  invitations: ['admin', 'invitations'] as const,
  teams: ['admin', 'teams'] as const,
  rooms: ['admin', 'rooms'] as const,
  audit: ['admin', 'audit'] as const,
  settings: ['admin', 'settings'] as const,
  flags: ['admin', 'flags'] as const,
  blocks: ['admin', 'blocks'] as const,
  mail: ['admin', 'mail'] as const,
};

interface Page<Item> {
  data: Item[];
  next_cursor: string | null;
}

/** A list that goes on; what was asked before stays until the new answer is there. */
function usePages<Item>(queryKey: readonly unknown[], read: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Item>>) {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  return { ...query, data: query.data?.pages.flatMap(({ data }) => data) };
}

const from = (cursor: string | undefined) => (cursor ? { cursor } : {});

export function useHealth() {
  return useQuery({
    queryKey: adminKeys.health,
    queryFn: async ({ signal }) => unwrap(await api.GET('/api/v1/admin/health', { signal })),
    refetchInterval: 30_000,
  });
}

/** `active` null: everybody. */
export function usePeople(q: string, active: boolean | null) {
  return usePages([...adminKeys.people, q, active], async (cursor, signal) => {
    const query = { limit: 50, ...(q ? { q } : {}), ...(active === null ? {} : { active }), ...from(cursor) };
    return unwrap(await api.GET('/api/v1/people', { params: { query }, signal }));
  });
}

export function useInvitations() {
  return usePages(adminKeys.invitations, async (cursor, signal) =>
    unwrap(await api.GET('/api/v1/invitations', { params: { query: { limit: 100, ...from(cursor) } }, signal })),
  );
}

export function useSessionsOf(person_id: string, enabled: boolean) {
  return useQuery({
    queryKey: [...adminKeys.people, 'sessions', person_id],
    enabled,
    queryFn: async ({ signal }) => unwrap(await api.GET('/api/v1/people/{person_id}/sessions', { params: { path: { person_id } }, signal })).data,
  });
}

export function useTeams(q: string) {
  return usePages([...adminKeys.teams, q], async (cursor, signal) =>
    unwrap(await api.GET('/api/v1/teams', { params: { query: { ...(q ? { q } : {}), ...from(cursor) } }, signal })),
  );
}

export function useAllRooms(q: string) {
  return usePages([...adminKeys.rooms, q], async (cursor, signal) =>
    unwrap(await api.GET('/api/v1/rooms', { params: { query: { limit: 100, ...(q ? { q } : {}), ...from(cursor) } }, signal })),
  );
}

/** What is asked of the trail; empty texts ask nothing. */
export interface TrailFilter {
  actor: string;
  subject: string;
  kinds: readonly string[];
  from: string;
  to: string;
}

export function trailQuery({ actor, subject, kinds, from: start, to }: TrailFilter) {
  return {
    ...(actor ? { actor } : {}),
    ...(subject ? { subject } : {}),
    ...(kinds.length > 0 ? { kind: [...kinds] } : {}),
    ...(start ? { from: start } : {}),
    ...(to ? { to } : {}),
  };
}

/** Lists travel apart by commas. */
export const commas = { array: { style: 'form', explode: false } } as const;

export function useTrail(filter: TrailFilter) {
  return usePages([...adminKeys.audit, filter], async (cursor, signal) => {
    const query = { limit: 50, ...trailQuery(filter), ...from(cursor) };
    return unwrap(await api.GET('/api/v1/audit-events', { params: { query }, querySerializer: commas, signal }));
  });
}

/** The latest changes of settings, the newest first. */
export function useSettingsTrail() {
  return useQuery({
    queryKey: [...adminKeys.audit, 'settings'],
    queryFn: async ({ signal }) => {
      const query = { limit: 200, kind: ['settings.changed'] };
      return unwrap(await api.GET('/api/v1/audit-events', { params: { query }, querySerializer: commas, signal })).data;
    },
  });
}

export function useHouseRules(onSaved?: () => void) {
  return useSaved<HouseRules>({
    keptAs: adminKeys.settings,
    read: async (signal) => unwrap(await api.GET('/api/v1/settings', { signal })),
    send: async (members, { version }) => {
      const header = { 'Idempotency-Key': ownMutation(), 'If-Match': ifMatch(version) };
      return unwrap(await api.PATCH('/api/v1/settings', { params: { header }, body: members }));
    },
    ...(onSaved ? { onSaved } : {}),
  });
}

export function useFlags() {
  return useQuery({
    queryKey: adminKeys.flags,
    queryFn: async ({ signal }) => unwrap(await api.GET('/api/v1/feature-flags', { signal })).data,
  });
}

export function useBlocks() {
  return useQuery({
    queryKey: adminKeys.blocks,
    queryFn: async ({ signal }) => unwrap(await api.GET('/api/v1/ip-blocks', { signal })).data,
  });
}

/** `state` empty: whatever became of it. */
export function useMail(state: string, address: string) {
  return usePages([...adminKeys.mail, state, address], async (cursor, signal) => {
    const query = { limit: 50, ...(state ? { state: [state as 'sent'] } : {}), ...(address ? { address } : {}), ...from(cursor) };
    return unwrap(await api.GET('/api/v1/mail-deliveries', { params: { query: query as never }, querySerializer: commas, signal }));
  });
}

/** What became of one mail, asked again until it is settled. */
export function useMailOne(mail_id: string | null) {
  return useQuery({
    queryKey: [...adminKeys.mail, 'one', mail_id],
    enabled: mail_id !== null,
    queryFn: async ({ signal }) =>
      unwrap(await api.GET('/api/v1/mail-deliveries/{mail_id}', { params: { path: { mail_id: mail_id ?? '' } }, signal })),
    refetchInterval: ({ state }) => (state.data && ['sent', 'given_up', 'unsent'].includes(state.data.state) ? false : 1500),
  });
}
