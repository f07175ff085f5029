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

/** All that is kept about oneself, as it comes: `heard` is told how many octets there are so far. Asks for a fresh proof. */
export async function takeOutOwnData(heard: (octets: number) => void): Promise<Blob> {
  const stream = unwrap(await api.GET('/api/v1/me/export', { parseAs: 'stream' })) as unknown as ReadableStream<Uint8Array<ArrayBuffer>>;
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let octets = 0;
  const reader = stream.getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    pieces.push(piece.value);
    octets += piece.value.length;
    heard(octets);
  }
  return new Blob(pieces, { type: 'application/zip' });
}

/** Everything of a meeting is heard again. */
export async function unmute(meeting_id: string): Promise<void> {
  const params = { path: { meeting_id }, header: { 'Idempotency-Key': ownMutation() } };
  unwrap(await api.DELETE('/api/v1/meetings/{meeting_id}/mute', { params }));
}
