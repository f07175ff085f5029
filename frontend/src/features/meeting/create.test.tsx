// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { AppRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime';
import { IntlProvider } from 'use-intl';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { toasts } from '@/components/toasts';
import { DataProvider, SessionGate } from '@/features/session';
import { access } from '@/lib/api/client';
import { keeper } from '@/lib/keeper';
import { instantOf } from '@/lib/time/moment';
import composer from '@/messages/en.composer.json';
import shared from '@/messages/en.json';
import { ComposerSheet } from './components/create-sheet';
import { emptyForm } from './schema';

const person = { id: 'ana', email: 'ana@example.org', name: 'Ana', role: 'admin' as const, time_zone: 'Europe/Paris', language: 'automatic' as const, version: 1 };
const fresh = emptyForm(instantOf('2026-12-01T08:30:00Z'), instantOf('2026-12-01T09:00:00Z'), 'Europe/Paris');
const router = { back() {}, forward() {}, refresh() {}, push() {}, replace() {}, prefetch() {} };

interface Sent {
  key: string | null;
  body: { title: string; start: unknown };
}

/** A server that answers the next attempts to schedule as told, has no live connection, and knows nobody. */
class Server {
  readonly sent: Sent[] = [];
  answers: (() => Response)[] = [];

  readonly fetch = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    if (pathname === '/api/v1/live/tickets') return Response.json({ code: 'unavailable' }, { status: 503 });
    if (pathname !== '/api/v1/meetings') return Response.json({ data: [], next_cursor: null });
    this.sent.push({ key: request.headers.get('Idempotency-Key'), body: (await request.json()) as Sent['body'] });
    const answer = this.answers.shift();
    if (!answer) throw new TypeError('network');
    return answer();
  };
}

let server: Server;
const closed = vi.fn();

beforeEach(() => {
  server = new Server();
  closed.mockReset();
  void keeper.clear();
  vi.stubGlobal('fetch', server.fetch);
  Object.defineProperty(navigator, 'languages', { value: ['en-GB'], configurable: true });
  access.accept({ access_token: 't', token_type: 'Bearer', expires_in: 900, person });
});

afterEach(() => {
  cleanup();
  for (const { id } of toasts.list) toasts.dismiss(id);
  vi.unstubAllGlobals();
});

async function open() {
  const view = render(
    <AppRouterContext value={router as never}>
      <IntlProvider locale="en" messages={{ ...shared, ...composer } as never} timeZone="UTC">
        <DataProvider>
          <SessionGate>{(signedIn) => (signedIn ? <ComposerSheet fresh={fresh} onClose={closed} /> : null)}</SessionGate>
        </DataProvider>
      </IntlProvider>
    </AppRouterContext>,
  );
  await screen.findByRole('dialog', { name: 'New meeting' });
  await screen.findByRole('textbox', { name: 'Title' });
  return view;
}

const title = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Title' });
const schedule = () => fireEvent.submit(title().form!);
const refuse = (errors: unknown[]) => () =>
  Response.json({ code: 'invalid_request', title: 'Unprocessable', status: 422, errors }, { status: 422 });

describe('the create sheet', () => {
  it('starts with the chosen slot in the person’s zone and sends it as wall-clock time', async () => {
    await open();
    fireEvent.change(title(), { target: { value: 'Review' } });
    schedule();
    await waitFor(() => expect(server.sent).toHaveLength(1));
    expect(server.sent[0]!.body).toMatchObject({
      title: 'Review',
      start: { date_time: '2026-12-01T09:30:00', time_zone: 'Europe/Paris' },
    });
  });

  it('shows beside the field what the server refused, and keeps every word', async () => {
    server.answers = [refuse([{ pointer: '/title', code: 'invalid_text', message: 'a title has no line breaks' }])];
    await open();
    fireEvent.change(title(), { target: { value: 'Odd title' } });
    schedule();
    await screen.findByText('A title has no line breaks.');
    expect(title().getAttribute('aria-invalid')).toBe('true');
    expect(title().value).toBe('Odd title');
    expect(closed).not.toHaveBeenCalled();
  });

  it('tries again with the same key after a lost answer, and with a new one after a change', async () => {
    server.answers = [];
    await open();
    fireEvent.change(title(), { target: { value: 'Review' } });
    schedule();
    await screen.findByText('The server cannot be reached.');
    schedule();
    await waitFor(() => expect(server.sent).toHaveLength(2));
    expect(server.sent[1]!.key).toBe(server.sent[0]!.key);
    await screen.findByText('The server cannot be reached.');
    fireEvent.change(title(), { target: { value: 'Other review' } });
    schedule();
    await waitFor(() => expect(server.sent).toHaveLength(3));
    expect(server.sent[2]!.key).not.toBe(server.sent[0]!.key);
  });

  it('keeps what was typed when it is closed, and offers to discard it', async () => {
    const view = await open();
    fireEvent.change(title(), { target: { value: 'Half a thought' } });
    view.unmount();
    expect(toasts.list.map(({ text }) => text)).toEqual(['Draft kept']);
    const again = await open();
    expect(title().value).toBe('Half a thought');
    toasts.list[0]!.action!.run();
    fireEvent.change(title(), { target: { value: '' } });
    again.unmount();
    await open();
    expect(title().value).toBe('');
  });
});
