import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { access } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import type { CalendarEntry } from '@/lib/api/types';
import type { Times } from './moves';
import { savingIn } from './saving';

const at = (hour: number): Times => {
  const moment = (of: number) => ({ date_time: `2026-12-01T${of}:00:00`, time_zone: 'UTC', utc: `2026-12-01T${of}:00:00Z` });
  return { start: moment(hour), end: moment(hour + 1) };
};
const entry = { meeting_id: 'm1', original_start: '20261201T100000Z', repeats: true, version: 4, ...at(10) } as CalendarEntry;
const window = keys.calendar('2026-12-01T00:00:00Z', '2027-01-01T00:00:00Z');
const sent: { method: string; url: string; match: string | null; body: unknown }[] = [];

beforeEach(() => {
  sent.length = 0;
  vi.stubGlobal('fetch', async (request: Request) => {
    const { pathname, search } = new URL(request.url);
    sent.push({ method: request.method, url: pathname + search, match: request.headers.get('If-Match'), body: await request.json() });
    return Response.json({ version: 5, meeting: { id: 'm1', version: 5 } });
  });
  const person = { id: 'ana', email: 'ana@example.org', name: 'Ana', role: 'member' as const, time_zone: 'UTC', language: 'automatic' as const, version: 1 };
  access.accept({ access_token: 't', token_type: 'Bearer', expires_in: 900, person });
});

afterEach(() => vi.unstubAllGlobals());

it('saves one date of a series, and nothing but that date', async () => {
  const saving = savingIn(new QueryClient());
  expect(await saving.save(entry, at(14), 4, { rooms: ['blue'] })).toBe(5);
  expect(sent).toEqual([
    {
      method: 'PATCH',
      url: '/api/v1/meetings/m1/occurrences/20261201T100000Z?scope=this',
      match: '"4"',
      body: { ...at(14), rooms: ['blue'] },
    },
  ]);
});

it('saves a meeting that does not repeat as a whole', async () => {
  const saving = savingIn(new QueryClient());
  await saving.save({ ...entry, repeats: false }, at(14), 4, {});
  expect(sent[0]).toMatchObject({ method: 'PATCH', url: '/api/v1/meetings/m1' });
});

it('draws what is wished, also when a calendar that does not know yet is read again', () => {
  const cache = new QueryClient();
  const saving = savingIn(cache);
  const leave = saving.watch();
  const drawn = () => cache.getQueryData<CalendarEntry[]>(window)![0]!.start;
  cache.setQueryData(window, [entry]);
  saving.draw(new Map([['m1/20261201T100000Z', at(14)]]));
  expect(drawn()).toEqual(at(14).start);
  cache.setQueryData(window, [entry]);
  expect(drawn()).toEqual(at(14).start);
  saving.draw(new Map());
  saving.settle(entry, at(10));
  expect(drawn()).toEqual(at(10).start);
  leave();
});
