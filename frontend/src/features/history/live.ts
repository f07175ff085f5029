'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useLive } from '@/lib/live/live';
import { historyKeys } from './queries';

/** Whatever happens to the meeting is news for its history. */
export function useHistoryLive(meetingId: string): void {
  const cache = useQueryClient();
  const refresh = () => void cache.invalidateQueries({ queryKey: historyKeys.of(meetingId) });
  useLive({
    event: ({ subject }) => {
      if (subject.id === meetingId && (subject.type === 'meeting' || subject.type === 'proceedings')) refresh();
    },
    gap: refresh,
  });
}
