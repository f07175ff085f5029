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
  void access.restore();
  const read = api.GET('/api/v1/teams');
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(asked).toEqual([]);
  say(Response.json({ live_cursor: 'c5' }));
  await read;
  expect([asked, await firstAnswer.take('live_cursor')]).toEqual([['/api/v1/teams'], 'c5']);
});
