'use client';

import { useTranslations } from 'use-intl';
import { toasts } from '@/components/toasts';
import { useProblemText } from '@/lib/api/problem-text';
import type { Meeting } from '@/lib/api/types';
import { useCancelMeeting, useRestoreMeeting } from '../mutations';
import { calendarFile, useCancelDate, useRestoreDate } from './use-page-mutations';

export interface MeetingDeeds {
  cancel(): void;
  cancelDate(): void;
  /** Of a series whose date alone is cancelled: that date. */
  restore(): void;
  download(): void;
  readonly isPending: boolean;
}

/** What the host can do with one press; each can be undone or says why it failed. */
export function useMeetingDeeds(meeting: Meeting, date: string | null): MeetingDeeds {
  const t = useTranslations('meeting');
  const words = useTranslations('meetingPage');
  const problemText = useProblemText();
  const cancelling = useCancelMeeting();
  const restoring = useRestoreMeeting();
  const cancellingDate = useCancelDate();
  const restoringDate = useRestoreDate();
  const { id } = meeting;
  const failed = (again: () => void) => (reason: unknown) =>
    toasts.show({ tone: 'danger', text: problemText(reason), action: { label: t('retry'), run: again } });

  const restoreAll = () =>
    restoring.mutate({ id }, { onSuccess: () => toasts.show({ text: t('restored') }), onError: failed(() => restoreAll()) });
  const restoreDate = (name: string) =>
    restoringDate.mutate({ id, date: name }, { onSuccess: () => toasts.show({ text: words('dateRestored') }), onError: failed(() => restoreDate(name)) });
  const cancel = () =>
    cancelling.mutate(
      { id },
      {
        onSuccess: () => toasts.show({ text: t('cancelled'), action: { label: t('undo'), run: restoreAll } }),
        onError: failed(() => cancel()),
      },
    );
  const cancelDate = () => {
    if (date === null) return;
    cancellingDate.mutate(
      { id, date },
      {
        onSuccess: () => toasts.show({ text: words('dateCancelled'), action: { label: t('undo'), run: () => restoreDate(date) } }),
        onError: failed(() => cancelDate()),
      },
    );
  };
  const restore = () => (date !== null && meeting.state !== 'cancelled' ? restoreDate(date) : restoreAll());
  const download = () => void calendarFile(id).then((file) => save(file, `${meeting.title}.ics`), failed(() => download()));
  const isPending = [cancelling, restoring, cancellingDate, restoringDate].some((each) => each.isPending);
  return { cancel, cancelDate, restore, download, isPending };
}

function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name.replace(/[/\\:*?"<>|]/g, ' ');
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
