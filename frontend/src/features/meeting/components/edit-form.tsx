'use client';

import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { toasts } from '@/components/toasts';
import { ApiProblem } from '@/lib/api/problem';
import { useProblemText } from '@/lib/api/problem-text';
import type { Meeting, MeetingChange } from '@/lib/api/types';
import { resolverOf, showFieldProblems } from '@/lib/forms';
import { useFormats } from '@/lib/time/formats-context';
import { useEditMeeting } from '../mutations';
import { changeBetween, formOf, meetingFields, meetingSchema, renamed, type MeetingForm } from '../schema';
import { EditFrame, type Conflict } from './edit-frame';
import { MeetingFields } from './meeting-fields';
import { WaysOut } from './ways-out';

/** Changes a meeting that does not repeat. */
export function EditForm({ meeting, onClose }: { meeting: Meeting; onClose(): void }) {
  const t = useTranslations('meetingForm');
  const problemText = useProblemText();
  const { zone } = useFormats();
  const edit = useEditMeeting();
  const [before] = useState(() => formOf(meeting, zone));
  const [problem, setProblem] = useState<unknown>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const form = useForm<MeetingForm>({ resolver: resolverOf(meetingSchema), defaultValues: before });

  const save = async (base: Meeting, change: MeetingChange) => {
    setProblem(null);
    if (Object.keys(change).length === 0) return onClose();
    try {
      const outcome = await edit.mutateAsync({ base, change });
      if (outcome.kind === 'conflict') return setConflict(outcome);
      toasts.show({ text: outcome.merged ? t('merged') : t('saved') });
      onClose();
    } catch (reason) {
      setConflict(null);
      if (!showFieldProblems<MeetingForm>(reason, meetingFields, form.setError, renamed)) setProblem(reason);
    }
  };

  const submit = form.handleSubmit((values) => save(meeting, changeBetween(before, values)));
  const isClash = problem instanceof ApiProblem && problem.conflicts.length > 0;

  return (
    <EditFrame
      conflict={conflict}
      isSaving={edit.isPending || form.formState.isSubmitting}
      action={t('save')}
      submit={submit}
      save={save}
      onClose={onClose}
    >
      {isClash ? (
        <WaysOut
          problem={problem}
          onTake={(instead) => void save(meeting, { ...changeBetween(before, form.getValues()), ...instead })}
        />
      ) : null}
      <MeetingFields
        form={form}
        withGuests={false}
        isEdited
        without={[]}
        problem={problem && !isClash ? problemText(problem) : null}
      />
    </EditFrame>
  );
}
