// @vitest-environment jsdom
import { readdirSync } from 'node:fs';
import { beforeEach, expect, it, vi } from 'vitest';
import { earlyScript, framed, takeEarly } from './early';

const asked: [string, RequestInit][] = [];
let session: () => Promise<Response>;

beforeEach(() => {
  asked.length = 0;
  session = async () => Response.json({ access_token: 't1' });
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
  const early = open('/inbox/');
  expect(await (await early!.first).json()).toEqual({ version: '1' });
  expect(await (await early!.session).json()).toEqual({ access_token: 't1' });
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
