// @vitest-environment jsdom
import { expect, it, vi } from 'vitest';

const ana = { id: 'ana', name: 'Ana' };

it('reads nothing before the first answer is there: its cursor stands before all that is read', async () => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async ({ url }: Request) => {
    asked.push(new URL(url).pathname);
    return Response.json({ data: [] });
  });
  let say = (_: Response) => {};
  const first = new Promise<Response>((resolve) => (say = resolve));
  window.early = { session: Promise.resolve(Response.json({ access_token: 't1', expires_in: 900, person: ana })), first };
  const { access, api, firstAnswer } = await import('./client');
  const read = api.GET('/api/v1/teams');
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(asked).toEqual([]);
  say(Response.json({ live_cursor: 'c5' }));
  await read;
  expect([asked, await firstAnswer.take('live_cursor')]).toEqual([['/api/v1/teams'], 'c5']);
});

it('asks once for what the head has asked: whoever would ask takes that answer, until something is changed', async () => {
  vi.resetModules();
  const asked: string[] = [];
  vi.stubGlobal('fetch', async ({ method, url }: Request) => {
    asked.push(`${method} ${new URL(url).pathname}`);
    return Response.json({ data: [] });
  });
  const early = () => ({
    session: Promise.resolve(Response.json({ access_token: 't1', expires_in: 900, person: ana })),
    first: Promise.resolve(Response.json({ live_cursor: 'c5' })),
    page: { asked: '/api/v1/teams', answer: Promise.resolve(Response.json({ data: ['early'] })) },
  });
  window.early = early();
  const { api } = await import('./client');
  expect((await api.GET('/api/v1/teams')).data).toEqual({ data: ['early'] });
  expect(asked).toEqual([]);
  expect((await api.GET('/api/v1/teams')).data).toEqual({ data: [] });

  vi.resetModules();
  window.early = early();
  const again = (await import('./client')).api;
  await again.POST('/api/v1/teams', { body: { name: 'New' } });
  await again.GET('/api/v1/teams');
  expect(asked).toEqual(['GET /api/v1/teams', 'POST /api/v1/teams', 'GET /api/v1/teams']);
});
