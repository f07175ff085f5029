'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { keys } from '@/lib/api/keys';
import { isOwnMutation } from '@/lib/api/mutation-id';
import { useLive } from '@/lib/live/live';
import { held } from './held';
import { inboxKeys, useWaiting } from './queries';

/** Keeps the inbox and its badge true to the log, and sends what is held when the page is left or hidden. */
export function useInboxLive(): void {
  const cache = useQueryClient();
  const refresh = () => void cache.invalidateQueries({ queryKey: keys.inbox });

  useLive({
    event: ({ kind, data, mutation_id }) => {
      if (kind === 'notification.created') refresh();
      if (kind !== 'notification.read') return;
      const { unread, needs_you } = data as { unread: number; needs_you: number };
      cache.setQueryData(inboxKeys.counts, { unread, needs_you });
      if (isOwnMutation(mutation_id)) return;
      for (const tab of ['needs', 'updates'] as const) void cache.invalidateQueries({ queryKey: inboxKeys.tab(tab) });
    },
    gap: refresh,
  });

  // On the app's icon, where it is installed.
  const waiting = useWaiting();
  useEffect(() => {
    void navigator.setAppBadge?.(waiting).catch(() => undefined);
    return () => void navigator.clearAppBadge?.().catch(() => undefined);
  }, [waiting]);

  useEffect(() => {
    const leave = () => document.visibilityState === 'hidden' && held.flush();
    const left = () => held.flush();
    document.addEventListener('visibilitychange', leave);
    window.addEventListener('pagehide', left);
    return () => {
      document.removeEventListener('visibilitychange', leave);
      window.removeEventListener('pagehide', left);
    };
  }, []);
}
