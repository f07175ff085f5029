'use client';

import { useThread } from '../queries';

/** How many messages of this meeting I have not read. */
export function useUnread(meetingId: string): number {
  return useThread(meetingId).data?.pages[0]?.unread ?? 0;
}
