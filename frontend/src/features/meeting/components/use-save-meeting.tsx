'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import { toasts } from '@/components/toasts';
import { ownMutation } from '@/lib/api/mutation-id';
import { useProblemText } from '@/lib/api/problem-text';
import type { CalendarEntry, Meeting, NewMeeting } from '@/lib/api/types';
import { keys } from '@/lib/api/keys';
import { paths } from '@/lib/routes';
import { deeds } from '../desk';
import { entryOf, withEntry } from '../moves';
import { useCancelMeeting, useEditMeeting, useScheduleMeeting } from '../mutations';
import { chooseReminders } from '../saving';
import { newMeetingOf, type MeetingForm } from '../schema';

/**
 * Makes a meeting of a form, or keeps it on the server as a draft that nobody hears of. It stands in the calendar at
 * once, and can be taken back for a while. Throws what the server refused.
 */
export function useSaveMeeting(): (form: MeetingForm, besides?: { draft?: boolean; instead?: Partial<NewMeeting> }) => Promise<Meeting> {
  const t = useTranslations('quick');
  const cache = useQueryClient();
  const router = useRouter();
  const problemText = useProblemText();
  const { mutateAsync: schedule } = useScheduleMeeting();
  const { mutateAsync: edit } = useEditMeeting();
  const { mutateAsync: cancel } = useCancelMeeting();
  // One key for one intent: pressing Save again after a lost answer cannot make a second meeting.
  const intent = useRef<{ body: string; key: string } | null>(null);

  const failed = (reason: unknown) => toasts.show({ tone: 'danger', text: problemText(reason) });

  const send = async (meeting: Meeting) => {
    try {
      const outcome = await edit({ base: meeting, change: { state: 'scheduled' } });
      if (outcome.kind === 'saved') say(outcome.entity);
    } catch (reason) {
      failed(reason);
    }
  };

  const say = (meeting: Meeting) => {
    const { id, title, guests, state } = meeting;
    const view = { label: t('open'), run: () => router.push(paths.meeting(id)) };
    if (state === 'draft') {
      return toasts.show({ text: t('drafted', { title }), action: { label: t('sendNow'), run: () => void send(meeting) }, others: [view] });
    }
    const takeBack = () =>
      cancel({ id }).then(() => toasts.show({ text: t('cancelled', { title }) }), failed);
    const forget = deeds.add(() => void takeBack());
    const undo = () => {
      forget();
      void takeBack();
    };
    return toasts.show({
      text: guests.length > 0 ? t('sent', { title, count: guests.length }) : t('saved', { title }),
      action: { label: t('undo'), run: undo },
      others: [view],
    });
  };

  return async (form, { draft = false, instead = {} } = {}) => {
    const meeting: NewMeeting = { ...newMeetingOf(form), ...(draft ? { state: 'draft' } : {}), ...instead };
    const body = JSON.stringify(meeting);
    if (intent.current?.body !== body) intent.current = { body, key: ownMutation() };
    const saved = await schedule({ meeting, key: intent.current.key });
    intent.current = null;
    for (const [key, entries] of cache.getQueriesData<CalendarEntry[]>({ queryKey: keys.calendars })) {
      if (entries) cache.setQueryData(key, withEntry(entries, entryOf(saved), key));
    }
    if (form.reminders !== null) await chooseReminders(saved.id, form.reminders).catch(failed);
    say(saved);
    return saved;
  };
}
