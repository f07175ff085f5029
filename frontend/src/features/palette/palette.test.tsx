// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { AppRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime';
import { IntlProvider } from 'use-intl';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { DataProvider, SessionGate } from '@/features/session';
import { access } from '@/lib/api/client';
import { commands } from '@/lib/keys';
import { offers } from '@/lib/offers';
import shared from '@/messages/en.json';
import { Keyboard } from './components/keyboard';
import { opening } from './opening';

const person = { id: 'ana', email: 'ana@example.org', name: 'Ana', role: 'admin' as const, time_zone: 'Europe/Paris', language: 'automatic' as const, version: 1 };
const pushed = vi.fn();
const router = { back() {}, forward() {}, refresh() {}, push: pushed, replace() {}, prefetch() {} };
const ben = { id: 'ben', name: 'Ben Okafor', email: 'ben@example.org', role: 'member', time_zone: 'Europe/London', active: true, version: 1 };

const decision = { id: 'd1', place: 'decision', excerpt: 'We deploy on Friday', title: 'Design review', meeting_id: 'm1', repeats: true, original_start: '20270309T090000Z', start: null, end: null };

/** A server that finds Ben, or what was decided, and answers nothing else. */
const answering = async (request: Request): Promise<Response> => {
  const { pathname, searchParams } = new URL(request.url);
  const found = searchParams.get('q')?.startsWith('deploy') ? { people: [], passages: [decision] } : { people: [ben], passages: [] };
  if (pathname === '/api/v1/search') return Response.json({ rooms: [], meetings: [], next_cursor: null, ...found });
  if (pathname === '/api/v1/live/tickets') return Response.json({ code: 'unavailable' }, { status: 503 });
  return Response.json({ data: [], next_cursor: null });
};

beforeEach(async () => {
  vi.stubGlobal('fetch', answering);
  Object.defineProperty(navigator, 'languages', { value: ['en-GB'], configurable: true });
  access.accept({ access_token: 't', token_type: 'Bearer', expires_in: 900, person });
  pushed.mockReset();
  window.earlyKeys = null;
  render(
    <AppRouterContext value={router as never}>
      <IntlProvider locale="en" messages={shared as never} timeZone="UTC">
        <DataProvider>
          <SessionGate>
            {(signedIn) => (
              <>
                <button type="button">before</button>
                {signedIn ? <Keyboard /> : null}
              </>
            )}
          </SessionGate>
        </DataProvider>
      </IntlProvider>
    </AppRouterContext>,
  );
  await screen.findByText('before');
  await waitFor(() => expect(offers.all().has('palette.open')).toBe(true));
});

afterEach(() => {
  opening.show(null);
  cleanup();
  vi.unstubAllGlobals();
});

const press = (key: string, over: KeyboardEventInit = {}) => fireEvent.keyDown(document.activeElement ?? document.body, { key, ...over });

async function open(): Promise<HTMLElement> {
  press('k', { ctrlKey: true });
  return screen.findByRole('combobox', { name: 'What would you like to do?' }, { timeout: 20_000 });
}

const type = (line: HTMLElement, text: string) => fireEvent.change(line, { target: { value: text } });
const chosen = () => screen.getAllByRole('option').find((option) => option.getAttribute('aria-selected') === 'true')?.textContent;

it('opens over every page, is sound for screen readers, and gives the focus back', async () => {
  screen.getByText('before').focus();
  const line = await open();
  expect(document.activeElement).toBe(line);
  const active = line.getAttribute('aria-activedescendant')!;
  expect(document.getElementById(active)?.getAttribute('aria-selected')).toBe('true');
  // Colours are judged where there are some.
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } });
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  fireEvent.keyDown(line, { key: 'Escape' });
  await waitFor(() => expect(document.activeElement).toBe(screen.getByText('before')));
});

it('is drawn at once, from what is here: it asks nobody, and draws no more than fits', async () => {
  const everything = offers.add(() => Object.fromEntries(commands.filter(({ id }) => id !== 'palette.open').map(({ id }) => [id, { run: () => undefined }])));
  onTestFinished(everything);
  const asked: string[] = [];
  vi.stubGlobal('fetch', (request: Request) => {
    asked.push(new URL(request.url).pathname);
    return answering(request);
  });
  await open();
  const dialog = screen.getByRole('dialog');
  // The connection is tried again whatever is open.
  expect(asked.filter((path) => path !== '/api/v1/live/tickets')).toEqual([]);
  expect(within(dialog).getAllByRole('option').length).toBeLessThanOrEqual(13);
  expect(dialog.querySelectorAll('*').length).toBeLessThanOrEqual(200);
});

it('does what is chosen, found by another name, and shows the key of each row', async () => {
  const line = await open();
  type(line, 'preferences');
  expect(chosen()).toContain('Go to settings');
  expect(within(screen.getAllByRole('option')[0]!).getByText('G')).toBeTruthy();
  fireEvent.keyDown(line, { key: 'Enter' });
  await waitFor(() => expect(pushed).toHaveBeenCalledWith('/settings/'));
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('shows what cannot be done and why, and pages of their own with a way back', async () => {
  const when = vi.fn();
  const leave = offers.add(() => ({
    'event.yes': { run: () => undefined, why: 'It is your own meeting.' },
    'event.moveTo': { run: () => undefined, about: 'Design review', when },
  }));
  const line = await open();
  type(line, 'rsvp');
  expect(screen.getByRole('option', { name: /Answer yes/ }).getAttribute('aria-disabled')).toBe('true');
  expect(screen.getByText('It is your own meeting.')).toBeTruthy();
  type(line, 'reschedule');
  fireEvent.keyDown(line, { key: 'Enter' });
  expect(await screen.findByRole('button', { name: 'Back from “Move to”' })).toBeTruthy();
  fireEvent.keyDown(line, { key: 'Backspace' });
  expect(screen.queryByRole('button', { name: 'Back from “Move to”' })).toBeNull();
  type(line, 'reschedule');
  fireEvent.keyDown(line, { key: 'Enter' });
  type(line, '2027-03-09 15:00');
  expect(chosen()).toContain('Move to');
  fireEvent.keyDown(line, { key: 'Enter' });
  await waitFor(() => expect(when).toHaveBeenCalledWith({ date: '2027-03-09', time: '15:00' }));
  leave();
});

it('takes in what the server finds without moving the row that is chosen', async () => {
  const line = await open();
  type(line, 'inbox');
  expect(chosen()).toContain('Go to the inbox');
  expect(await screen.findByRole('option', { name: /Open Ben Okafor/ })).toBeTruthy();
  expect(chosen()).toContain('Go to the inbox');
  // What is offered for want of anything better gives way.
  type(line, 'benn');
  expect(chosen()).toContain('Quick add');
  await waitFor(() => expect(chosen()).toContain('Open Ben Okafor'));
  type(line, '@ben');
  expect(await screen.findByRole('option', { name: /Open Ben Okafor/ })).toBeTruthy();
  fireEvent.keyDown(line, { key: 'Enter' });
  await waitFor(() => expect(pushed).toHaveBeenCalledWith('/people/ben/'));
});

it('finds what was written in meetings, and leads to where it stands', async () => {
  const line = await open();
  type(line, 'deploy');
  expect(await screen.findByRole('option', { name: 'We deploy on Friday Decision · Design review' })).toBeTruthy();
  await waitFor(() => expect(chosen()).toContain('We deploy on Friday'));
  fireEvent.keyDown(line, { key: 'Enter' });
  await waitFor(() => expect(pushed).toHaveBeenCalledWith('/meetings/m1/?date=20270309T090000Z&part=minutes'));
});

it('makes a meeting of words that say when', async () => {
  const line = await open();
  type(line, 'lunch with ben tomorrow 12:30');
  expect(screen.getByRole('option', { name: /^Create “lunch”/ })).toBeTruthy();
});

it('opens a sheet of all keys, which can be searched', async () => {
  press('?');
  const sheet = await screen.findByRole('dialog', { name: 'Keys' }, { timeout: 20_000 });
  const field = await within(sheet).findByRole('textbox', { name: 'Search the keys' });
  fireEvent.change(field, { target: { value: 'reschedule' } });
  expect(within(sheet).getAllByRole('listitem').map((row) => row.textContent)).toEqual(['Move the meeting to…ShiftM']);
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } });
  expect(violations.map(({ id }) => id)).toEqual([]);
});
