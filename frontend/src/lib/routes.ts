'use client';

import { usePathname } from 'next/navigation';
import { useSyncExternalStore } from 'react';
import type { CalendarEntry } from './api/types';

const never = () => () => undefined;

/** False while the prebuilt page is being taken over, true ever after. */
export function useMounted(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

/** What stands behind the ? of the page's address; nothing while the prebuilt page is being taken over. */
export function useQueryOfPage(): URLSearchParams {
  const search = useSyncExternalStore(
    never,
    () => location.search,
    () => '',
  );
  return new URLSearchParams(search);
}

/**
 * The id in /meetings/<id>/. The export holds one page for all ids, built for the placeholder `_`, so the id is
 * only known in the browser: null until then, and pages show their skeleton for null.
 */
export function useRouteId(): string | null {
  const pathname = usePathname();
  return useMounted() ? routeId(pathname) : null;
}

export function routeId(pathname: string): string | null {
  const id = pathname.split('/')[2];
  return id && id !== '_' ? decodeURIComponent(id) : null;
}

/**
 * The one-time token behind the # of a link that was mailed or printed; servers never see it in a log.
 * Null when there is none; undefined while the prebuilt page is being taken over.
 */
export function useLinkToken(): string | null | undefined {
  return useSyncExternalStore(
    followHash,
    () => linkToken(location.hash),
    () => undefined,
  );
}

function followHash(changed: () => void): () => void {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
}

export function linkToken(hash: string): string | null {
  return new URLSearchParams(hash.replace(/^#/, '')).get('token') || null;
}

type Entry = Pick<CalendarEntry, 'meeting_id' | 'repeats' | 'original_start'>;

export const paths = {
  calendar: (date?: string) => (date ? `/calendar/?d=${date}` : '/calendar/'),
  /** The calendar, with a draft at the next time, or of a whole day. */
  draft: (of: 'time' | 'day') => (of === 'day' ? '/calendar/?new=day' : '/calendar/?new'),
  /** `words`: what is looked for. */
  search: (words?: string) => (words ? `/search/?q=${encodeURIComponent(words)}` : '/search/'),
  inbox: (tab?: 'updates') => (tab ? `/inbox/?tab=${tab}` : '/inbox/'),
  meetings: () => '/meetings/',
  /** `date`: which of a series, by its original start. `part`: what of the page. */
  meeting: (id: string, about: { date?: string | null; part?: string | null; moved?: '1' } = {}) => {
    const query = new URLSearchParams(Object.entries(about).filter((each): each is [string, string] => Boolean(each[1]))).toString();
    return `/meetings/${encodeURIComponent(id)}/${query ? `?${query}` : ''}`;
  },
  /** What an entry of a calendar stands for: of a series that date. */
  entry: ({ meeting_id, repeats, original_start }: Entry) => paths.meeting(meeting_id ?? '', { date: repeats ? original_start : null }),
  /** `text`: what it is to be, in words. */
  newMeeting: (text?: string) => (text ? `/meetings/new/?q=${encodeURIComponent(text)}` : '/meetings/new/'),
  people: () => '/people/',
  person: (id: string) => `/people/${encodeURIComponent(id)}/`,
  rooms: () => '/rooms/',
  room: (id: string) => `/rooms/${encodeURIComponent(id)}/`,
  /** `question`: all of it, as features/find writes it. */
  find: (question?: string) => (question ? `/find/?${question}` : '/find/'),
  /** A new meeting at a time that was found, with whom and where; instants and ids. */
  newMeetingAt: (found: Record<'start' | 'end' | 'who' | 'maybe' | 'room' | 'hold' | 'draft', string>) =>
    `/meetings/new/?${new URLSearchParams(Object.entries(found).filter(([, value]) => value !== ''))}`,
  login: (next?: string) => (next ? `/login/?next=${encodeURIComponent(next)}` : '/login/'),
  setUp: (step?: string) => (step ? `/setup/?step=${step}` : '/setup/'),
  register: () => '/register/',
  forgotPassword: () => '/forgot-password/',
  settings: (section?: string) => (section ? `/settings/${section}/` : '/settings/'),
  admin: (section?: string) => (section ? `/admin/${section}/` : '/admin/'),
  security: () => '/settings/security/',
  secondFactorNeeded: (next: string) => `/settings/security/?why=second_factor&next=${encodeURIComponent(next)}`,
  provider: (next: string) => `/api/v1/auth/oidc/start?next=${encodeURIComponent(next)}`,
};

let left: { readonly who: string; readonly address: string } | null = null;

/** Whoever comes back to the calendar finds it as they left it in this tab. */
export const calendarAsLeft = {
  remember: (who: string, address: string) => {
    left = { who, address };
  },
  /** `date`: where to go when they have not been there. */
  address: (who: string, date: string) => (left?.who === who ? left.address : paths.calendar(date)),
};

/**
 * A path of ours, in characters that no browser reads in two ways: no `//`, no backslash, no dots that climb, none
 * of the tabs and line ends that browsers drop from addresses. The server has the same (schemas/external_sign_in.py).
 */
const ownPath = /^\/(?:[\w~-][\w.~%-]*\/)*(?:[\w~-][\w.~%-]*)?(?:\?[!-[\]-~]*)?$/;

/** Where to go after signing in: a page of this site, and nothing else. */
export function safeNext(next: string | null): string {
  return next && ownPath.test(next) && !/^\/(login|api)\b/.test(next) ? next : paths.calendar();
}

/** Where the reader is now, as `next` takes it. */
export function here(): string {
  return location.pathname + location.search;
}
