'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { toasts } from '@/components/toasts';
import { keys } from '@/lib/api/keys';
import { useProblemText } from '@/lib/api/problem-text';
import type { Meeting, Occurrence } from '@/lib/api/types';
import { useFormats } from '@/lib/time/formats-context';
import { isAllDay, startOf } from '@/lib/time/moment';
import { inviteesOf } from '../changes';
import { deeds, desk } from '../desk';
import { useCancelMeeting, useRestoreMeeting } from '../mutations';
import { calendarFile, cancelDates, deleteDraft, restoreDate } from '../saving';
import { formOf } from '../schema';

/** Calls meetings off, one date or all of it. Each can be taken back while the toast stands, and its mail is held so long. */
export function useDeleting(meeting: Meeting, date: Occurrence | null, onLeave: () => void) {
  const t = useTranslations('deleting');
  const problemText = useProblemText();
  const formats = useFormats();
  const cache = useQueryClient();
  const { mutateAsync: cancel } = useCancelMeeting();
  const { mutateAsync: restore } = useRestoreMeeting();

  const failed = (reason: unknown) => void toasts.show({ tone: 'danger', text: problemText(reason) });
  const refresh = () => {
    for (const queryKey of [keys.calendars, keys.meetings, keys.meeting(meeting.id)]) void cache.invalidateQueries({ queryKey });
  };
  const done = (text: string, takeBack: () => Promise<unknown>, again: () => void) => {
    const undo = () => {
      forget();
      takeBack().then(() => {
        refresh();
        toasts.show({ text: t('restored') });
      }, failed);
    };
    const forget = deeds.add(undo, again);
    toasts.show({ text, action: { label: t('undo'), run: undo } });
  };

  const deleting = {
    whole: async (): Promise<void> => {
      const { id, title } = meeting;
      try {
        if (meeting.state === 'draft') await deleteDraft(meeting);
        else await cancel({ id });
      } catch (reason) {
        return failed(reason);
      }
      refresh();
      onLeave();
      if (meeting.state !== 'draft') return done(t('cancelled', { title }), () => restore({ id }), () => void deleting.whole());
      // A draft is gone for good; what stood in it is not.
      const form = { ...formOf(meeting, formats.zone), guests: inviteesOf(meeting, meeting.host.id) };
      toasts.show({ text: t('deleted', { title }), action: { label: t('undo'), run: () => desk.ask({ kind: 'compose', form }) } });
    },
    thisDate: async (): Promise<void> => {
      const name = { meeting_id: meeting.id, original_start: date!.original_start };
      try {
        const { meeting: saved } = await cancelDates(name, 'this', meeting.version);
        refresh();
        onLeave();
        const day = isAllDay(date!.start) ? formats.shortDate(Temporal.PlainDate.from(date!.start.date)) : formats.shortDay(startOf(date!.start, formats.zone));
        done(t('dateCancelled', { day }), () => restoreDate(name, saved.version), () => void deleting.thisDate());
      } catch (reason) {
        failed(reason);
      }
    },
    ask: (scope: 'following' | 'all') => {
      onLeave();
      desk.ask({ kind: 'cancelDates', meeting, date: date!, scope });
    },
    file: () => calendarFile(meeting).catch(failed),
  };
  return deleting;
}
