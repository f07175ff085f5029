'use client';

import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { api, firstAnswer } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import { unwrap } from '@/lib/api/problem';
import { held, type Mark } from './held';

export type Tab = 'needs' | 'updates';

export const inboxKeys = {
  counts: [...keys.inbox, 'counts'] as const,
  tab: (tab: Tab) => [...keys.inbox, tab] as const,
};

const nothing: ReadonlyMap<string, Mark> = new Map();

/** What was done here and may still be undone, by the id of the notification. */
export function useHeld(): ReadonlyMap<string, Mark> {
  return useSyncExternalStore(held.subscribe, held.current, () => nothing);
}

export function useCounts() {
  return useQuery({
    queryKey: inboxKeys.counts,
    queryFn: async ({ signal }) => {
      const said = await firstAnswer.take('inbox');
      if (said) return said;
      const query = { needs_you: 'true', limit: 1 } as const;
      const { unread, needs_you } = unwrap(await api.GET('/api/v1/notifications', { params: { query }, signal }));
      return { unread, needs_you };
    },
    staleTime: 300_000,
  });
}

/** How many wait for the reader, without what they have just seen to. */
export function useWaiting(): number {
  const { data } = useCounts();
  const marks = useHeld();
  const seenTo = [...marks.values()].filter((mark) => mark !== 'read').length;
  return Math.max(0, (data?.needs_you ?? 0) - seenTo);
}
