'use client';

import { useQuery } from '@tanstack/react-query';
import { useSaved } from '@/features/session';
import { access, api, ifMatch } from '@/lib/api/client';
import { ownMutation } from '@/lib/api/mutation-id';
import { unwrap } from '@/lib/api/problem';
import type { Me, NotificationPreferences, ReminderPreferences, WorkingHours } from '@/lib/api/types';

/** The headers of a change on top of a version, sent once however often it is repeated. */
const on = (version: number) => ({ 'Idempotency-Key': ownMutation(), 'If-Match': ifMatch(version) });

/** What one says about oneself. The rest of the app follows at once. */
export function useProfile() {
  return useSaved<Me>({
    keptAs: ['me'],
    read: async (signal) => unwrap(await api.GET('/api/v1/me', { signal })),
    send: async (members, { version }) =>
      unwrap(await api.PATCH('/api/v1/me', { params: { header: on(version) }, body: members })),
    onSaved: (me) => access.describe(me),
  });
}

export function useHours(person_id: string) {
  const path = '/api/v1/people/{person_id}/working-hours';
  return useSaved<WorkingHours>({
    keptAs: ['hours', person_id],
    read: async (signal) => unwrap(await api.GET(path, { params: { path: { person_id } }, signal })),
    send: async (members, base) => {
      const { weekly, time_zone, exceptions, out_of_office, moves } = { ...base, ...members };
      const params = { path: { person_id }, header: on(base.version) };
      return unwrap(await api.PUT(path, { params, body: { weekly, time_zone, exceptions, out_of_office, moves } }));
    },
  });
}

export function useNotificationPreferences() {
  const path = '/api/v1/notification-preferences';
  return useSaved<NotificationPreferences>({
    keptAs: ['notification-preferences'],
    read: async (signal) => unwrap(await api.GET(path, { signal })),
    send: async (members, { version, ...base }) =>
      unwrap(await api.PUT(path, { params: { header: on(version) }, body: { ...base, ...members } })),
  });
}

export const mutesKey = ['mutes'] as const;

/** The meetings one wants to hear little of. */
export function useMutes() {
  return useQuery({
    queryKey: mutesKey,
    queryFn: async ({ signal }) => unwrap(await api.GET('/api/v1/mutes', { signal })).data,
  });
}

export function useReminders() {
  const path = '/api/v1/reminder-preferences';
  return useSaved<ReminderPreferences>({
    keptAs: ['reminder-preferences'],
    read: async (signal) => unwrap(await api.GET(path, { signal })),
    send: async (members, base) => {
      const { timed, whole_days } = { ...base, ...members };
      return unwrap(await api.PUT(path, { params: { header: on(base.version) }, body: { timed, whole_days } }));
    },
  });
}
