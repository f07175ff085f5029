'use client';

import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { DialogBody, DialogFoot } from '@/components/dialog';
import { toasts } from '@/components/toasts';
import { ApiProblem } from '@/lib/api/problem';
import { useProblemText } from '@/lib/api/problem-text';
import type { Meeting, MeetingChange } from '@/lib/api/types';
import { resolverOf, showFieldProblems } from '@/lib/forms';
import { useFormats } from '@/lib/time/formats-context';
import { useEditMeeting, type EditOutcome } from '../mutations';
import { changeBetween, formOf, meetingFields, meetingSchema, renamed, type MeetingForm } from '../schema';
import { ConflictCard } from './conflict-card';
import { MeetingFields } from './meeting-fields';
import { WaysOut } from './ways-out';

export type Conflict = Extract<EditOutcome, { kind: 'conflict' }>;

/** What stays of a change where theirs is to stand in what is disputed. */
export function withoutDisputed({ members, disputed }: Conflict): MeetingChange {
  return Object.fromEntries(Object.entries(members).filter(([name]) => !disputed.includes(name as never)));
}

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
    <form
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void submit(event);
      }}
      noValidate
      className="flex min-h-0 flex-1 flex-col"
    >
      <DialogBody>
        {conflict ? (
          <ConflictCard
            theirs={conflict.theirs}
            mine={conflict.members}
            disputed={conflict.disputed}
            isPending={edit.isPending}
            onKeepMine={() => void save(conflict.theirs, conflict.members)}
            onUseTheirs={() => void save(conflict.theirs, withoutDisputed(conflict))}
          />
        ) : null}
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
      </DialogBody>
      <DialogFoot>
        <Button look="ghost" onPress={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" look="primary" isPending={form.formState.isSubmitting} isDisabled={conflict !== null}>
          {t('save')}
        </Button>
      </DialogFoot>
    </form>
  );
}
