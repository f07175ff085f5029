'use client';

import { useKeptTrue } from '@/lib/live/kept-true';
import { useLive } from '@/lib/live/live';
import { historyKeys } from './queries';

/** Whatever happens to the meeting is news for its history. */
export function useHistoryLive(meetingId: string): void {
  const { readAgain } = useKeptTrue(historyKeys.of(meetingId));
  useLive({
    event: ({ subject }) => {
      if (subject.id === meetingId && (subject.type === 'meeting' || subject.type === 'proceedings')) readAgain();
    },
    gap: readAgain,
  });
}
