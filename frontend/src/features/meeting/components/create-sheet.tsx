'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Dialog, DialogBody, DialogFoot } from '@/components/dialog';
import { toasts } from '@/components/toasts';
import { ownMutation } from '@/lib/api/mutation-id';
import { useProblemText } from '@/lib/api/problem-text';
import { resolverOf, showFieldProblems } from '@/lib/forms';
import { paths } from '@/lib/routes';
import { usePerson } from '@/features/session';
import { DraftStore, resumed, worthKeeping } from '../draft';
import { useScheduleMeeting } from '../mutations';
import { emptyForm, meetingFields, meetingSchema, newMeetingOf, renamed, type MeetingForm } from '../schema';
import { MeetingFields } from './meeting-fields';

export interface Slot {
  /** Epoch milliseconds. */
  start: number;
  end: number;
}

/** The sheet in which a meeting is made. Closing it keeps what was typed. */
export function CreateSheet({ slot, onClose }: { slot: Slot | null; onClose(): void }) {
  const t = useTranslations('meetingForm');
  return (
    <Dialog title={t('createTitle')} isOpen={slot !== null} onClose={onClose} sheet closeLabel={t('close')}>
      {slot ? <CreateForm slot={slot} onClose={onClose} /> : null}
    </Dialog>
  );
}

function CreateForm({ slot, onClose }: { slot: Slot; onClose(): void }) {
  const t = useTranslations('meetingForm');
  const person = usePerson();
  const problemText = useProblemText();
  const router = useRouter();
  const schedule = useScheduleMeeting();
  const drafts = useMemo(() => new DraftStore(globalThis.sessionStorage ?? null, person.id), [person.id]);
  const [problem, setProblem] = useState<string | null>(null);
  const form = useForm<MeetingForm>({
    resolver: resolverOf(meetingSchema),
    defaultValues: resumed(drafts.read(), emptyForm(slot.start, slot.end, person.time_zone)),
  });
  // One key for one intent: pressing Save again after a lost answer cannot make a second meeting.
  const intent = useRef<{ body: string; key: string } | null>(null);
  const finished = useRef(false);

  useEffect(() => {
    const { unsubscribe } = form.watch((values) => {
      const typed = values as MeetingForm;
      if (worthKeeping(typed)) drafts.keep(typed);
      else drafts.drop();
    });
    return () => {
      unsubscribe();
      if (finished.current || !worthKeeping(form.getValues())) return;
      toasts.show({ text: t('draftKept'), action: { label: t('discard'), run: () => drafts.drop() } });
    };
    // Runs when the sheet opens and when it closes, not when a translation function is made anew.
  }, [form, drafts]);

  const submit = form.handleSubmit(async (values) => {
    setProblem(null);
    const meeting = newMeetingOf(values);
    const body = JSON.stringify(meeting);
    if (intent.current?.body !== body) intent.current = { body, key: ownMutation() };
    try {
      const saved = await schedule.mutateAsync({ meeting, key: intent.current.key });
      finished.current = true;
      drafts.drop();
      onClose();
      toasts.show({
        text: t('scheduled', { title: saved.title }),
        action: { label: t('open'), run: () => router.push(paths.meeting(saved.id)) },
      });
    } catch (reason) {
      if (!showFieldProblems<MeetingForm>(reason, meetingFields, form.setError, renamed)) setProblem(problemText(reason));
    }
  });

  return (
    <form
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void submit(event);
      }}
      noValidate
      className="flex min-h-0 flex-1 flex-col"
    >
      <DialogBody>
        <MeetingFields form={form} withGuests withTimes without={[person.id]} problem={problem} />
      </DialogBody>
      <DialogFoot>
        <Button look="ghost" onPress={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" look="primary" isPending={form.formState.isSubmitting}>
          {t('schedule')}
        </Button>
      </DialogFoot>
    </form>
  );
}
