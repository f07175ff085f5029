'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ifMatch } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import { ownMutation } from '@/lib/api/mutation-id';
import { unwrap } from '@/lib/api/problem';

// Apart from the other mutations: those are loaded with the calendar, these with the meeting's page.

const path = (id: string) => ({ path: { meeting_id: id } });
const once = () => ({ 'Idempotency-Key': ownMutation() });

/** Changes one date of a series, and refreshes all that shows it. */
function useDateChange(change: (id: string, date: string) => Promise<void>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ id, date }: { id: string; date: string }) => change(id, date),
    onSettled: (_data, _reason, { id }) => {
      for (const queryKey of [keys.meeting(id), keys.calendars, keys.meetings]) void cache.invalidateQueries({ queryKey });
    },
  });
}

/** One date of a series is called off, and the others stay. */
export function useCancelDate() {
  return useDateChange(async (id, date) => {
    const params = { path: { meeting_id: id, original_start: date }, query: { scope: 'this' as const }, header: once() };
    unwrap(await api.POST('/api/v1/meetings/{meeting_id}/occurrences/{original_start}/cancellation', { params, body: {} }));
  });
}

export function useRestoreDate() {
  return useDateChange(async (id, date) => {
    const params = { path: { meeting_id: id, original_start: date }, header: once() };
    unwrap(await api.POST('/api/v1/meetings/{meeting_id}/occurrences/{original_start}/restoration', { params }));
  });
}

/** Whether I want to hear less of this meeting; nobody else sees it. */
export function useMuting(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (muted: boolean) => {
      const params = { ...path(id), header: once() };
      const answer = muted
        ? await api.PUT('/api/v1/meetings/{meeting_id}/mute', { params, body: { original_start: null } })
        : await api.DELETE('/api/v1/meetings/{meeting_id}/mute', { params });
      cache.setQueryData([...keys.meeting(id), 'mute'], unwrap(answer));
    },
  });
}

export type Reminding = { version: number; reminders: { timed: string[]; whole_days: { days_before: number; at: string }[] } | null };

/** When I am reminded of this meeting; null: as of all others. */
export function useReminding(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async ({ version, reminders }: Reminding) => {
      const params = { ...path(id), header: { ...once(), 'If-Match': ifMatch(version) } };
      if (reminders) unwrap(await api.PUT('/api/v1/meetings/{meeting_id}/reminders', { params, body: reminders }));
      else unwrap(await api.DELETE('/api/v1/meetings/{meeting_id}/reminders', { params }));
      await cache.invalidateQueries({ queryKey: [...keys.meeting(id), 'reminders'] });
    },
  });
}

/** The meeting as a calendar file, to be saved. */
export async function calendarFile(id: string): Promise<Blob> {
  const answer = await api.GET('/api/v1/meetings/{meeting_id}.ics', { params: path(id), parseAs: 'blob' });
  return unwrap(answer as { data?: Blob; error?: unknown; response: Response });
}
