'use client';

import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { toasts } from '@/components/toasts';
import { keys } from '@/lib/api/keys';
import { isOwnMutation } from '@/lib/api/mutation-id';
import type { CalendarEntry, ChangeEvent, Meeting } from '@/lib/api/types';
import { useLive } from '@/lib/live/live';
import { recent } from '@/lib/live/recent';
import { involves } from './guests';
import { meetingQuery } from './queries';

export type Reaction =
  /** Our own change coming back, or something we know already. */
  | 'nothing'
  /** Somebody else's: fetch it again where it is shown. */
  | 'refresh';

/** What an event means for a meeting of which a version may be known. */
export function reactionTo(event: ChangeEvent, known: number | null, own: boolean): Reaction {
  if (event.subject.type !== 'meeting' || own) return 'nothing';
  return known !== null && event.version <= known ? 'nothing' : 'refresh';
}

/** Kinds that can bring a meeting nobody here has heard of. */
const mayBeNew = new Set(['meeting.scheduled', 'guest.invited']);

function isInACalendar(cache: QueryClient, id: string): boolean {
  const windows = cache.getQueriesData<CalendarEntry[]>({ queryKey: keys.calendars });
  return windows.some(([, entries]) => entries?.some(({ meeting_id }) => meeting_id === id));
}

/** Keeps meetings on the screen true to the log, and says quietly who changed what. */
export function useMeetingsLive(me: string): void {
  const cache = useQueryClient();
  const t = useTranslations('live');

  /** A meeting that everybody may see is news only for those whose meeting it is. */
  const announce = async (event: ChangeEvent) => {
    const { id } = event.subject;
    const kind = event.kind.replace('.', '_') as Parameters<typeof t>[0];
    const shown = cache.getQueryData<Meeting>(keys.meeting(id));
    if (!t.has(kind) || !(mayBeNew.has(event.kind) || shown || isInACalendar(cache, id))) return;
    const meeting = await cache.fetchQuery({ ...meetingQuery(id), staleTime: 0, retry: false }).catch(() => shown);
    if (!meeting || !involves(meeting, me)) return;
    const { title, status } = event.data as { title?: string; status?: string };
    const words = { name: event.actor?.name ?? t('somebody'), title: title ?? t('aMeeting'), status: status ?? 'other' };
    toasts.show({ text: t(kind, words), about: id });
  };

  useLive({
    event: (event) => {
      const { id } = event.subject;
      const known = cache.getQueryData<Meeting>(keys.meeting(id))?.version ?? null;
      if (reactionTo(event, known, isOwnMutation(event.mutation_id)) === 'nothing') return;
      void cache.invalidateQueries({ queryKey: keys.meeting(id) });
      if (event.actor?.id === me) return;
      recent.add(id);
      void announce(event);
    },
    gap: () => void cache.invalidateQueries({ queryKey: ['meeting'] }),
  });
}
