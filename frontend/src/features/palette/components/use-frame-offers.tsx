'use client';

import { useRouter } from 'next/navigation';
import { useChooseTheme, useLeave } from '@/features/session';
import { toggleRail } from '@/lib/display';
import { useOffers } from '@/lib/offers';
import { paths } from '@/lib/routes';
import { opening } from '../opening';

/** Pages with a field to search in. */
const searching = new Set([paths.search(), paths.meetings(), paths.people(), paths.rooms()]);

/** What can be done on every page, whatever it shows. */
export function useFrameOffers(): void {
  const router = useRouter();
  const theme = useChooseTheme();
  const leave = useLeave();
  const go = (path: string) => () => router.push(path);
  useOffers(() => ({
    'palette.open': () => opening.show('palette'),
    'keys.show': () => opening.show('keys'),
    // Lists have a search of their own, which may come a moment later than the key.
    ...(searching.has(location.pathname) ? {} : { 'search.open': go(paths.search()) }),
    'meeting.create': go(paths.draft('time')),
    'meeting.createAllDay': go(paths.draft('day')),
    'find.open': go(paths.find()),
    'go.calendar': go(paths.calendar()),
    'go.inbox': go(paths.inbox()),
    'go.updates': go(paths.inbox('updates')),
    'go.meetings': go(paths.meetings()),
    'go.people': go(paths.people()),
    'go.settings': go(paths.settings()),
    'rail.toggle': toggleRail,
    'page.print': () => requestAnimationFrame(() => window.print()),
    'theme.light': () => theme('light'),
    'theme.dark': () => theme('dark'),
    'theme.system': () => theme('system'),
    'sign.out': leave,
  }), true);
}
