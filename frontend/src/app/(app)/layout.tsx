'use client';

import { CalendarDays, CalendarSearch, Ellipsis, Inbox, List, Plus, Search, Users } from 'lucide-react';
import { useSelectedLayoutSegments } from 'next/navigation';
import { Suspense, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { AppShell } from '@/components/app-shell';
import { buttonClass } from '@/components/button';
import { Link } from '@/components/link';
import { Logo, Wordmark } from '@/components/logo';
import { NavBadge, NavLink } from '@/components/nav-link';
import { useMedia } from '@/components/use-media';
import { CalendarRail, CalendarSkeleton, useCalendarLive } from '@/features/calendar';
import { DirectorySkeleton, OneSkeleton } from '@/features/directory';
import { FindSkeleton } from '@/features/find';
import { InboxSkeleton, useInboxBadge, useInboxLive } from '@/features/inbox';
import { MeetingDesk, MeetingSkeleton, MeetingsSkeleton, NewMeetingSkeleton, useMeetingsLive } from '@/features/meeting';
import { PaletteHost, SearchSkeleton, usePalette } from '@/features/palette';
import { useKeptMinutes } from '@/features/proceedings';
import { AccountMenu, ConnectionBar, SessionGate, UpdateBar, usePerson } from '@/features/session';
import { SettingsSkeleton } from '@/features/settings';
import { paths } from '@/lib/routes';

const skeletons: Record<string, ReactNode> = {
  find: <FindSkeleton />,
  inbox: <InboxSkeleton />,
  meetings: <MeetingsSkeleton />,
  'meetings/': <MeetingSkeleton />,
  'meetings/new': <NewMeetingSkeleton />,
  people: <DirectorySkeleton of="people" />,
  'people/': <OneSkeleton of="people" />,
  rooms: <DirectorySkeleton of="rooms" />,
  'rooms/': <OneSkeleton of="rooms" />,
  search: <SearchSkeleton />,
  settings: <SettingsSkeleton />,
  'settings/': <SettingsSkeleton />,
  admin: <SettingsSkeleton of="admin" />,
  'admin/': <SettingsSkeleton of="admin" />,
};

/** Pages for people who are signed in: one shell, one live connection, kept from page to page. */
export default function AppLayout({ children }: { children: ReactNode }) {
  const [segment, id] = useSelectedLayoutSegments();
  const own = skeletons[`${segment}/${id ?? ''}`] ?? skeletons[id ? `${segment}/` : (segment ?? '')];
  return (
    <SessionGate>
      {(signedIn) => (
        <>
          {signedIn ? <LiveUpdates /> : null}
          <Shell signedIn={signedIn}>{signedIn ? children : (own ?? <CalendarSkeleton />)}</Shell>
          {signedIn ? <MeetingDesk /> : null}
          {signedIn ? <PaletteHost /> : null}
        </>
      )}
    </SessionGate>
  );
}

function LiveUpdates() {
  useCalendarLive();
  const me = usePerson().id;
  useMeetingsLive(me);
  useKeptMinutes(me);
  useInboxLive();
  return null;
}

const icon = { 'aria-hidden': true, className: 'size-4.5', strokeWidth: 1.75 } as const;

/** Whoever looks at a day in April means that day: on the calendar, only the draft is asked for. */
function stayOnDay(event: { preventDefault(): void }): void {
  if (location.pathname !== paths.calendar()) return;
  event.preventDefault();
  const url = new URL(location.href);
  url.searchParams.set('new', '');
  window.history.replaceState(null, '', url);
}

function Shell({ signedIn, children }: { signedIn: boolean; children: ReactNode }) {
  const t = useTranslations('nav');
  const [segment] = useSelectedLayoutSegments();
  const calendar = { href: paths.calendar(), icon: <CalendarDays {...icon} />, label: t('calendar'), current: segment === 'calendar' };
  const inbox = { href: paths.inbox(), icon: <Inbox {...icon} />, label: t('inbox'), current: segment === 'inbox' };
  const meetings = { href: paths.meetings(), icon: <List {...icon} />, label: t('meetings'), current: segment === 'meetings' };
  const find = { href: paths.find(), icon: <CalendarSearch {...icon} />, label: t('find'), current: segment === 'find' };
  const people = { href: paths.people(), icon: <Users {...icon} />, label: t('people'), current: segment === 'people' || segment === 'rooms' };
  const search = usePalette();
  const more = { href: signedIn ? search : paths.settings(), icon: <Ellipsis {...icon} />, label: t('more'), current: segment === 'settings' || segment === 'admin' };
  const create = { href: paths.draft('time'), prefetch: false, onNavigate: stayOnDay } as const;
  return (
    <AppShell
      skipLabel={t(segment === 'calendar' ? 'skipToCalendar' : 'skip')}
      navLabel={t('label')}
      brand={
        <Link href={paths.calendar()} aria-label={t('home')} className="rounded-sm">
          <Wordmark />
        </Link>
      }
      mark={
        <Link href={paths.calendar()} aria-label={t('home')} className="rounded-sm">
          <Logo />
        </Link>
      }
      action={
        <Link {...create} className={`${buttonClass('primary')} w-full`}>
          <Plus aria-hidden className="size-4.5" strokeWidth={2} />
          {t('newMeeting')}
        </Link>
      }
      actionNarrow={
        <Link {...create} aria-label={t('newMeeting')} className={buttonClass('primary', true)}>
          <Plus aria-hidden className="size-4.5" strokeWidth={2} />
        </Link>
      }
      search={
        <button
          type="button"
          aria-label={t('search')}
          aria-keyshortcuts="Control+K Meta+K"
          onClick={search}
          className="flex size-9 cursor-pointer items-center justify-center rounded-md text-fg-2 hover:bg-hover hover:text-fg"
        >
          <Search {...icon} />
        </button>
      }
      nav={
        <>
          <NavLink {...calendar} shape="rail" />
          <NavLink {...inbox} shape="rail" badge={signedIn ? <InboxBadge shape="rail" /> : null} />
          <NavLink {...meetings} shape="rail" />
          <NavLink {...find} shape="rail" />
          <NavLink {...people} shape="rail" />
        </>
      }
      rail={
        signedIn ? (
          <Suspense>
            <Wide>
              <CalendarRail />
            </Wide>
          </Suspense>
        ) : (
          <div className="flex-1" />
        )
      }
      account={
        signedIn ? (
          <Wide>
            <AccountMenu full />
          </Wide>
        ) : (
          <div className="h-11" />
        )
      }
      accountNarrow={
        signedIn ? (
          <Narrow>
            <AccountMenu />
          </Narrow>
        ) : null
      }
      banner={
        signedIn ? (
          <>
            <ConnectionBar />
            <UpdateBar />
          </>
        ) : null
      }
      tabs={
        <>
          <NavLink {...calendar} shape="tab" />
          <NavLink {...inbox} shape="tab" badge={signedIn ? <InboxBadge shape="tab" /> : null} />
          <NavLink {...create} icon={<Plus {...icon} />} label={t('newMeeting')} current={false} shape="tab" />
          <NavLink {...meetings} shape="tab" />
          <NavLink {...more} shape="tab" />
        </>
      }
    >
      {children}
    </AppShell>
  );
}

function InboxBadge({ shape }: { shape: 'rail' | 'tab' }) {
  return <NavBadge {...useInboxBadge()} shape={shape} />;
}

/** What only the wide rail shows is made for it alone. */
function Wide({ children }: { children: ReactNode }) {
  return useMedia('(width >= 1024px)') ? children : null;
}

/** What only the rail of icons shows. */
function Narrow({ children }: { children: ReactNode }) {
  return useMedia('(768px <= width < 1024px)') ? children : null;
}
