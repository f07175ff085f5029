'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { toasts } from '@/components/toasts';
import { usePerson } from '@/features/session';
import { useProblemText } from '@/lib/api/problem-text';
import type { CalendarEntry } from '@/lib/api/types';
import { useFormats } from '@/lib/time/formats-context';
import { occurrenceQuery } from '../asking';
import { answerOf, inviteesOf } from '../changes';
import { desk, type Given } from '../desk';
import { guestOf } from '../guests';
import { dateOf, type DateName, type Target } from '../moves';
import { useAnswer } from '../mutations';
import { entryOf, onDate } from '../one-date';
import { meetingQuery } from '../queries';
import { emptyForm, formOf } from '../schema';

/** What can be done with a date that a calendar shows, before all of the meeting is known here. */
export function useEntries() {
  const t = useTranslations('event');
  const words = useTranslations('answer');
  const problemText = useProblemText();
  const cache = useQueryClient();
  const person = usePerson();
  const { zone } = useFormats();
  const { mutateAsync: give } = useAnswer(person.id);

  const read = (entry: CalendarEntry) => readOn(entry.meeting_id ?? '', dateOf(entry));
  const readOn = async (id: string, date: DateName | null) => {
    const [meeting, occurrence] = await Promise.all([
      cache.fetchQuery({ ...meetingQuery(id), staleTime: 10_000 }),
      date ? cache.fetchQuery({ ...occurrenceQuery(date), staleTime: 10_000 }) : null,
    ]);
    return { meeting, date: occurrence, shown: onDate(meeting, occurrence) };
  };
  const failed = (reason: unknown) => void toasts.show({ tone: 'danger', text: problemText(reason) });

  const answer = async (entry: CalendarEntry, status: Given, comment?: string): Promise<boolean> => {
    try {
      const { meeting } = await read(entry);
      const date = entry.repeats ? (entry.original_start ?? null) : null;
      const before = answerOf(meeting, person.id, date);
      if (!before) {
        toasts.show({ text: t('notInvited', { title: meeting.title }) });
        return false;
      }
      await give({ meeting, status, date, ...(comment === undefined ? {} : { comment }) });
      const isGiven = before === 'accepted' || before === 'tentative' || before === 'declined';
      toasts.show({
        about: `answer-${meeting.id}`,
        text: t('answered', { answer: words(({ accepted: 'yes', tentative: 'maybe', declined: 'no' } as const)[status]), title: meeting.title }),
        ...(isGiven && before !== status ? { action: { label: t('undo'), run: () => void answer(entry, before) } } : {}),
        ...(date === null ? {} : { others: [{ label: words('toAll'), run: () => void give({ meeting, status, date: null }).catch(failed) }] }),
      });
      return true;
    } catch (reason) {
      failed(reason);
      return false;
    }
  };

  return {
    answer,
    /** What a calendar shows of it; null, and said why, where that cannot be read. */
    find: async (id: string, date: string | null): Promise<CalendarEntry | null> => {
      try {
        const { shown } = await readOn(id, date === null ? null : { meeting_id: id, original_start: date });
        return entryOf(shown, date);
      } catch (reason) {
        failed(reason);
        return null;
      }
    },
    edit: async (entry: CalendarEntry) => {
      try {
        const { meeting, date, shown } = await read(entry);
        const may = meeting.host.id === person.id || (guestOf(meeting, person.id) !== undefined && meeting.guests_can.modify);
        if (may && shown.state !== 'cancelled') desk.ask({ kind: 'edit', meeting, date });
        else toasts.show({ text: t('notEditable', { title: meeting.title }) });
      } catch (reason) {
        failed(reason);
      }
    },
    duplicate: async (entry: CalendarEntry, at: Target | null) => {
      try {
        const { meeting, shown } = await read(entry);
        const form = { ...formOf({ ...shown, recurrence: null }, zone), title: t('draftOf', { title: shown.title }), guests: inviteesOf(meeting, person.id) };
        desk.ask({ kind: 'compose', form: at ? { ...form, ...timesIn(emptyForm(at.start, at.end, zone, at.allDay)) } : form });
      } catch (reason) {
        failed(reason);
      }
    },
  };
}

function timesIn({ allDay, date, start, end, lastDate, zone }: ReturnType<typeof emptyForm>) {
  return { allDay, date, start, end, lastDate, zone };
}
