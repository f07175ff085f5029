// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react';
import { IntlProvider } from 'use-intl';
import { afterEach, expect, it, vi } from 'vitest';
import { toasts } from '@/components/toasts';
import { keeper } from '@/lib/keeper';
import { unsent } from '@/lib/unsent';
import shared from '@/messages/en.json';
import { useLeave } from './components/use-leave';

/** What was asked of the server, by path. */
const asked: string[] = [];
vi.stubGlobal('fetch', async (request: Request | string) => {
  asked.push(new URL(typeof request === 'string' ? request : request.url, location.origin).pathname);
  return new Response(null, { status: 204 });
});

function Leave() {
  return <button onClick={useLeave()}>Leave</button>;
}

afterEach(cleanup);

it('asks before what is not sent is thrown away, and signs out when that is wanted', async () => {
  let left = 2;
  unsent.add(() => Promise.resolve(), () => left);
  await keeper.put('minutes/ana/m//k', 'One');
  render(
    <IntlProvider locale="en" messages={shared} timeZone="UTC">
      <Leave />
    </IntlProvider>,
  );
  act(() => screen.getByText('Leave').click());
  await vi.waitFor(() => expect(toasts.list.at(-1)?.text).toBe('2 changes have not been sent. Sign out and lose them?'));
  const { id, action, others } = toasts.list[0]!;
  expect([action?.label, others?.map(({ label }) => label)]).toEqual(['Stay', ['Sign out']]);
  toasts.act(id);
  expect([asked, await keeper.get('minutes/ana/m//k')]).toEqual([[], 'One']);
  others?.[0]?.run();
  await vi.waitFor(async () => expect(await keeper.get('minutes/ana/m//k')).toBeUndefined());
  expect(asked).toContain('/api/v1/auth/logout');
  left = 0;
});
