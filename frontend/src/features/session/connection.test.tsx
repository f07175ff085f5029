// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react';
import { AppRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime';
import { PathnameContext, SearchParamsContext } from 'next/dist/shared/lib/hooks-client-context.shared-runtime';
import { IntlProvider } from 'use-intl';
import { afterEach, expect, it, vi } from 'vitest';
import { access } from '@/lib/api/client';
import shared from '@/messages/en.json';
import { ConnectionBar } from './components/connection-bar';
import { DataProvider } from './components/data-provider';
import { SessionGate } from './components/session-gate';

const ana = { id: 'ana', email: 'ana@example.org', name: 'Ana', role: 'member' as const, time_zone: 'Europe/Paris', language: 'automatic' as const, version: 1 };
const router = { back() {}, forward() {}, refresh() {}, push() {}, replace() {}, prefetch() {} };

/** A server that lets Ana in, and then knows nobody as soon as it is told to; it has no live connection to give. */
let isOver = false;
const fetch = async (request: Request): Promise<Response> => {
  if (isOver) return Response.json({ code: 'unauthenticated' }, { status: 401 });
  if (new URL(request.url).pathname !== '/api/v1/auth/refresh') return Response.json({ code: 'unavailable' }, { status: 503 });
  return Response.json({ access_token: 't', token_type: 'Bearer', expires_in: 900, person: ana });
};

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('says nothing of reconnecting to who is asked to sign in again', async () => {
  vi.stubGlobal('fetch', fetch);
  render(
    <AppRouterContext value={router as never}>
      <PathnameContext value="/people/">
        <SearchParamsContext value={new URLSearchParams()}>
          <IntlProvider locale="en" messages={shared as never} timeZone="UTC">
            <DataProvider>
              <SessionGate>{(signedIn) => (signedIn ? <ConnectionBar /> : null)}</SessionGate>
            </DataProvider>
          </IntlProvider>
        </SearchParamsContext>
      </PathnameContext>
    </AppRouterContext>,
  );
  await screen.findByText(/^Reconnecting/, {}, { timeout: 6000 });
  isOver = true;
  await act(() => access.restore());
  await vi.waitFor(() => expect(access.state.name).toBe('expired'));
  expect(screen.queryByText(/^Reconnecting/)).toBeNull();
}, 10_000);
