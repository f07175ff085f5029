// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { IntlProvider } from 'use-intl';
import { afterEach, expect, it } from 'vitest';
import { toasts } from '@/components/toasts';
import { ApiProblem } from '@/lib/api/problem';
import messages from '@/messages/en.json';
import { useSaved } from './components/use-saved';

interface Thing {
  version: number;
  name: string;
  size: number;
}

/** A server that holds one thing, and minds versions. */
function serverWith(start: Thing) {
  let stored = start;
  return {
    stored: () => stored,
    change: (members: Partial<Thing>) => (stored = { ...stored, ...members, version: stored.version + 1 }),
    send: async (members: Partial<Thing>, base: Thing) => {
      await Promise.resolve();
      if (base.version !== stored.version) throw new ApiProblem(412, { code: 'stale', current: stored } as never);
      stored = { ...stored, ...members, version: stored.version + 1 };
      return stored;
    },
  };
}

async function using(server: ReturnType<typeof serverWith>, key: string) {
  const client = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <IntlProvider locale="en" messages={messages} timeZone="UTC">
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    </IntlProvider>
  );
  const hook = renderHook(() => useSaved<Thing>({ keptAs: [key], read: async () => server.stored(), send: server.send }), { wrapper });
  await waitFor(() => expect(hook.result.current.query.data).toEqual(server.stored()));
  return hook.result;
}

const newest = () => toasts.list.at(-1);

afterEach(() => {
  for (const { id } of toasts.list) toasts.dismiss(id);
});

it('makes a quick second change on top of the first', async () => {
  const server = serverWith({ version: 1, name: 'a', size: 1 });
  const saved = await using(server, 'quick');
  await act(async () => {
    const first = saved.current.save({ name: 'b' });
    const second = saved.current.save({ size: 2 });
    const third = saved.current.save({ name: 'c' });
    expect(await Promise.all([first, second, third])).toEqual([true, true, true]);
  });
  expect(server.stored()).toEqual({ version: 4, name: 'c', size: 2 });
  await waitFor(() => expect(saved.current.query.data).toEqual(server.stored()));
});

it('says that it saved, and takes it back', async () => {
  const server = serverWith({ version: 1, name: 'a', size: 1 });
  const saved = await using(server, 'undo');
  await act(async () => void (await saved.current.save({ name: 'b' })));
  expect(newest()?.text).toBe('Saved');
  await act(async () => newest()?.action?.run());
  await waitFor(() => expect(server.stored().name).toBe('a'));
});

it('lets both changes stand where they are of different things, and asks where they are of one', async () => {
  const server = serverWith({ version: 1, name: 'a', size: 1 });
  const saved = await using(server, 'both');
  server.change({ size: 9 });
  await act(async () => void (await saved.current.save({ name: 'b' })));
  expect(server.stored()).toMatchObject({ name: 'b', size: 9 });
  server.change({ name: 'theirs' });
  await act(async () => expect(await saved.current.save({ name: 'mine' })).toBe(false));
  await waitFor(() => expect(saved.current.query.data?.name).toBe('theirs'));
  await act(async () => newest()?.action?.run());
  await waitFor(() => expect(server.stored().name).toBe('mine'));
});
