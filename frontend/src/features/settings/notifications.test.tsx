// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { IntlProvider } from 'use-intl';
import { afterEach, expect, it, vi } from 'vitest';
import { access } from '@/lib/api/client';
import { FormatsProvider } from '@/lib/time/formats-context';
import shared from '@/messages/en.json';
import words from '@/messages/en.settings.json';
import { NotificationsSection } from './components/notifications-section';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const problem = (status: number, code: string) => new Response(JSON.stringify({ status, code, title: code }), { status });

/** The page, when reads are answered like this; what was asked for, by the end of its address. */
function show(answer: (path: string) => Response) {
  const asked: string[] = [];
  access.accept({ access_token: 't', token_type: 'Bearer', expires_in: 900, person: {} as never });
  vi.stubGlobal('fetch', (request: Request) => {
    const path = new URL(request.url, 'http://convene.example').pathname.replace('/api/v1/', '');
    asked.push(path);
    return Promise.resolve(answer(path));
  });
  render(
    <IntlProvider locale="en" messages={{ ...shared, ...words } as never} timeZone="UTC">
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <FormatsProvider zone="UTC">
          <NotificationsSection />
        </FormatsProvider>
      </QueryClientProvider>
    </IntlProvider>,
  );
  return asked;
}

const parts = ['mutes', 'notification-preferences', 'reminder-preferences'];

it('says once what befell all its parts, and tries all of them again', async () => {
  const asked = show(() => problem(503, 'unavailable'));
  await vi.waitFor(() => expect(document.querySelector('[aria-busy]')).toBeNull());
  expect(screen.getAllByText('Something went wrong on the server.')).toHaveLength(1);
  asked.length = 0;
  screen.getByRole('button', { name: 'Try again' }).click();
  await vi.waitFor(() => expect([...asked].sort()).toEqual(parts));
});

it('says each thing that befell it', async () => {
  show((path) => (path === 'mutes' ? problem(403, 'permission_missing') : problem(503, 'unavailable')));
  await vi.waitFor(() => expect(document.querySelector('[aria-busy]')).toBeNull());
  expect(screen.getAllByText('Something went wrong on the server.')).toHaveLength(1);
  screen.getByText(/permission|may not/);
});
