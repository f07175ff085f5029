import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { access } from '@/lib/api/client';
import type { Meeting } from '@/lib/api/types';
import { nextDate, previewQuery } from './asking';

const start = { date_time: '2026-12-01T10:00:00', time_zone: 'UTC', utc: '2026-12-01T10:00:00Z' };
const series = { id: 'm1', start } as Meeting;
let asked: string[];
let answers: unknown[];

beforeEach(() => {
  asked = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    const { pathname, search } = new URL(request.url);
    asked.push(pathname + search);
    return Response.json(answers.shift());
  });
  const person = { id: 'ana', email: 'ana@example.org', name: 'Ana', role: 'member' as const, time_zone: 'UTC', language: 'automatic' as const, version: 1 };
  access.accept({ access_token: 't', token_type: 'Bearer', expires_in: 900, person });
});

afterEach(() => vi.unstubAllGlobals());

it('edits a series through its next date, and through its first when it is over', async () => {
  answers = [{ data: [{ original_start: 'next' }] }];
  expect(await nextDate(series)).toEqual({ original_start: 'next' });
  answers = [{ data: [] }, { data: [{ original_start: 'first' }] }];
  expect(await nextDate(series)).toEqual({ original_start: 'first' });
  expect(asked[2]).toContain('from=2026-12-01T10');
});

it('asks for no preview of what does not repeat', async () => {
  expect(previewQuery({ start, end: start }, [], 5).enabled).toBe(false);
  answers = [{ sentence: 'every day' }];
  const rule = previewQuery({ start, end: start }, ['RRULE:FREQ=DAILY'], 5);
  expect(await new QueryClient().fetchQuery(rule)).toEqual({ sentence: 'every day' });
});
