// @vitest-environment jsdom
import { readdirSync } from 'node:fs';
import { beforeEach, expect, it, vi } from 'vitest';
import { monthWindow } from '../time/range';
import { loadTemporal } from '../time/temporal';
import { earlyScript, framed, Guessed, takeEarly } from './early';

const asked: [string, RequestInit][] = [];
const ana = { access_token: 't1', person: { time_zone: 'Europe/Berlin' } };
let session: () => Promise<Response>;

beforeEach(() => {
  asked.length = 0;
  session = async () => Response.json(ana);
  document.documentElement.lang = 'de';
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    asked.push([path, init]);
    return path.endsWith('/refresh') ? session() : Promise.resolve(Response.json({ version: '1' }));
  });
});

function open(path: string) {
  history.replaceState(null, '', path);
  new Function(earlyScript)();
  return takeEarly();
}

it('asks on each page that has a frame', () => {
  const folders = readdirSync('src/app/(app)', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect([...framed]).toEqual(folders.map(({ name }) => name).sort());
  for (const path of ['/calendar/', '/calendar', '/meetings/0193-42/?d=1']) expect(open(path)).not.toBeNull();
});

it('asks nothing at the doors, where nobody is signed in', () => {
  for (const path of ['/', '/login/', '/setup/', '/calendars/', '/invitation/']) expect(open(path)).toBeNull();
  expect(asked).toEqual([]);
});

it('asks who is here, and then with their token what they need', async () => {
  const early = open('/find/');
  expect(await (await early!.first).json()).toEqual({ version: '1' });
  expect(await (await early!.session).json()).toEqual(ana);
  expect(asked).toEqual([
    ['/api/v1/auth/refresh', { method: 'POST', headers: { 'X-Convene-CSRF': '1', 'Accept-Language': 'de' } }],
    ['/api/v1/bootstrap', { headers: { Authorization: 'Bearer t1', 'Accept-Language': 'de' } }],
  ]);
});

it('is handed out once: it holds a token', () => {
  expect(open('/calendar/')).not.toBeNull();
  expect([takeEarly(), window.early]).toEqual([null, undefined]);
});

it.each([
  ['nobody is signed in', async () => new Response('{}', { status: 401 })],
  ['there is no connection', () => Promise.reject(new TypeError('network'))],
])('asks no more when %s', async (_, answer) => {
  session = answer;
  await expect(open('/calendar/')!.first).rejects.toBeDefined();
  expect(asked).toHaveLength(1);
});

async function guessed(path: string): Promise<string | undefined> {
  const early = open(path);
  await early!.first;
  return early!.page?.asked;
}

const id = '01a22240-158c-767a-9970-b44c2c18f739';

it.each([
  [`/meetings/${id}/?date=2026-11-26`, `/api/v1/meetings/${id}`],
  [`/people/${id}`, `/api/v1/people/${id}`],
  [`/rooms/${id}/`, `/api/v1/rooms/${id}`],
  ['/inbox/', '/api/v1/notifications?needs_you=true&limit=50'],
  ['/inbox/?tab=updates', '/api/v1/notifications?needs_you=false&limit=50'],
])('asks what %s is about, as soon as things may be read', async (path, question) => {
  expect(await guessed(path)).toBe(question);
  expect(asked.at(-1)).toEqual([question, asked[1]![1]]);
});

it.each([['/meetings/new/'], ['/meetings/'], ['/find/'], ['/calendar/?d=nonsense']])('asks no more of %s', async (path) => {
  await loadTemporal();
  expect([await guessed(path), asked.length]).toEqual([undefined, 2]);
});

it.each([
  ['/calendar/?v=day&d=2026-10-31', '2026-10-01', 'Europe/Berlin'],
  ['/calendar/?d=2026-03-08&tz=America/New_York', '2026-03-01', 'America/New_York'],
  ['/calendar/', Temporal.Now.plainDateISO('Europe/Berlin').with({ day: 1 }).toString(), 'Europe/Berlin'],
])('asks for the month in view of %s', async (path, month, zone) => {
  await loadTemporal();
  const query = new URLSearchParams(monthWindow(Temporal.PlainDate.from(month), zone));
  expect(await guessed(path)).toBe(`/api/v1/calendar?${query}`);
});

it('asks for nothing of the page when the first answer is a refusal', async () => {
  vi.stubGlobal('fetch', async (path: string) => (path.endsWith('/refresh') ? session() : new Response('{}', { status: 503 })));
  expect(await guessed('/inbox/')).toBeUndefined();
});

const there = 'https://convene.example';

function holding(answer: Promise<Response>, now?: () => number): Guessed {
  const guess = new Guessed(now);
  guess.hold({ asked: '/api/v1/rooms/42', answer });
  return guess;
}

it('is for the first who asks just that', async () => {
  const guess = holding(Promise.resolve(new Response('42')));
  expect(await guess.take(`${there}/api/v1/rooms/42?x=1`)).toBeNull();
  expect(await (await guess.take(`${there}/api/v1/rooms/42`))?.text()).toBe('42');
  expect(await guess.take(`${there}/api/v1/rooms/42`)).toBeNull();
});

it('is nothing when it failed, is old, or something was changed', async () => {
  const url = `${there}/api/v1/rooms/42`;
  expect(await holding(Promise.reject(new TypeError('network'))).take(url)).toBeNull();
  expect(await holding(Promise.resolve(new Response('{}', { status: 404 }))).take(url)).toBeNull();
  let now = 1_000;
  const old = holding(Promise.resolve(new Response('42')), () => now);
  now += 10_001;
  expect(await old.take(url)).toBeNull();
  const changed = holding(Promise.resolve(new Response('42')));
  changed.forget();
  expect(await changed.take(url)).toBeNull();
});
