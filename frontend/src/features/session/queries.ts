'use client';

import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { AccessState } from '@/lib/api/access';
import { access, api, firstAnswer, openApi } from '@/lib/api/client';
import { unwrap } from '@/lib/api/problem';

const starting: AccessState = { name: 'starting' };

/** Who is signed in, as far as this tab knows. */
export function useAccess(): AccessState {
  return useSyncExternalStore(access.subscribe, access.current, () => starting);
}

export function useSetUpStatus() {
  return useQuery({
    queryKey: ['set-up'],
    queryFn: async () => unwrap(await openApi.GET('/api/v1/setup')),
  });
}

export const displayKey = ['display'] as const;

export function useDisplayPreferences() {
  return useQuery({
    queryKey: displayKey,
    queryFn: async ({ signal }) => (await firstAnswer.take('display')) ?? unwrap(await api.GET('/api/v1/display-preferences', { signal })),
  });
}

/** How many names are enough to ask somebody. */
const enough = 5;

/** The names of admins: whom to ask for what one may not do. */
export function useAdminNames(): readonly string[] {
  const { data = [] } = useQuery({
    queryKey: ['admins'],
    queryFn: async ({ signal }) => {
      const { data } = unwrap(await api.GET('/api/v1/people', { params: { query: { limit: 200 } }, signal }));
      return data.filter((person) => 'role' in person && person.role === 'admin').map(({ name }) => name);
    },
  });
  return data.slice(0, enough);
}
