// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react';
import { AppRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime';
import { IntlProvider } from 'use-intl';
import { afterEach, expect, it, vi } from 'vitest';
import { access } from '@/lib/api/client';
import shared from '@/messages/en.json';
import { DataProvider } from './components/data-provider';
import { SessionGate, usePerson } from './components/session-gate';

const ana = { id: 'ana', email: 'ana@example.org', name: 'Ana', role: 'admin' as const, time_zone: 'Europe/Paris', language: 'automatic' as const, version: 1 };
const router = { back() {}, forward() {}, refresh() {}, push() {}, replace() {}, prefetch() {} };
const signIn = (person: typeof ana) => access.accept({ access_token: 't', token_type: 'Bearer', expires_in: 900, person });

/** A server that says who is there as soon as it is told to, and nothing else. */
let answerRefresh: () => void;
const fetch = async (request: Request): Promise<Response> => {
  if (new URL(request.url).pathname !== '/api/v1/auth/refresh') return Response.json({ code: 'unavailable' }, { status: 503 });
  await new Promise<void>((resolve) => (answerRefresh = resolve));
  return Response.json({ access_token: 't', token_type: 'Bearer', expires_in: 900, person: ana });
};

const Name = () => <p>{usePerson().name}</p>;

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('keeps the frame and the focus in it when somebody is signed in, and nothing for somebody else', async () => {
  vi.stubGlobal('fetch', fetch);
  Object.defineProperty(navigator, 'languages', { value: ['en-GB'], configurable: true });
  render(
    <AppRouterContext value={router as never}>
      <IntlProvider locale="en" messages={shared as never} timeZone="UTC">
        <DataProvider>
          <SessionGate>
            {(signedIn) => (
              <>
                <a href="#main">Skip</a>
                {signedIn ? <Name /> : null}
              </>
            )}
          </SessionGate>
        </DataProvider>
      </IntlProvider>
    </AppRouterContext>,
  );
  const skip = screen.getByText('Skip');
  skip.focus();
  expect(screen.queryByText('Ana')).toBeNull();
  await vi.waitFor(() => expect(answerRefresh).toBeDefined());
  answerRefresh();
  await screen.findByText('Ana');
  expect(document.activeElement).toBe(skip);
  act(() => signIn({ ...ana, id: 'ben', name: 'Ben' }));
  await screen.findByText('Ben');
  expect(screen.getByText('Skip')).not.toBe(skip);
});
