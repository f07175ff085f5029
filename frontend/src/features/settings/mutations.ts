import { api } from '@/lib/api/client';
import { ownMutation } from '@/lib/api/mutation-id';
import { unwrap } from '@/lib/api/problem';
import type { ImportReport } from '@/lib/api/types';

/** What came of each event in the file. */
export async function importCalendar(file: File): Promise<ImportReport> {
  return unwrap(
    await api.POST('/api/v1/imports', {
      params: { header: { 'Idempotency-Key': ownMutation() } },
      headers: { 'Content-Type': 'text/calendar' },
      body: await file.text(),
      bodySerializer: (text) => text as string,
    }),
  );
}

/** Everything of a meeting is heard again. */
export async function unmute(meeting_id: string): Promise<void> {
  const params = { path: { meeting_id }, header: { 'Idempotency-Key': ownMutation() } };
  unwrap(await api.DELETE('/api/v1/meetings/{meeting_id}/mute', { params }));
}
