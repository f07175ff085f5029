import { queryOptions } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import { unwrap } from '@/lib/api/problem';
import type { Meeting, Occurrence } from '@/lib/api/types';
import { rfc3339, startOf } from '@/lib/time/moment';
import type { DateName, Times } from './moves';

/** What the server makes of a rule: its sentence, and the first dates. */
export function previewQuery({ start, end }: Times, recurrence: readonly string[], limit: number) {
  return queryOptions({
    queryKey: keys.recurrence(start, end, recurrence, limit),
    queryFn: async ({ signal }) =>
      unwrap(await api.POST('/api/v1/recurrence/preview', { body: { start, end, recurrence: [...recurrence], limit }, signal })),
    staleTime: Infinity,
    retry: false,
    enabled: recurrence.length > 0,
  });
}

/** One date of a series as it takes place. */
export function occurrenceQuery(date: DateName | null) {
  return queryOptions({
    queryKey: [...keys.meeting(date?.meeting_id ?? ''), date?.original_start ?? ''],
    queryFn: async ({ signal }) =>
      unwrap(
        await api.GET('/api/v1/meetings/{meeting_id}/occurrences/{original_start}', { params: { path: date! }, signal }),
      ),
    enabled: date !== null,
  });
}

/** The next date of a series, or its first when it is over. */
export async function nextDate(meeting: Meeting): Promise<Occurrence | null> {
  const ask = async (query: { limit: number; from?: string; to?: string }) =>
    unwrap(await api.GET('/api/v1/meetings/{meeting_id}/occurrences', { params: { path: { meeting_id: meeting.id }, query } })).data;
  const [next] = await ask({ limit: 1 });
  if (next) return next;
  const start = startOf(meeting.start, 'UTC');
  const [first] = await ask({ limit: 1, from: rfc3339(start), to: rfc3339(start + 7 * 86_400_000) });
  return first ?? null;
}
