'use client';

import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Dialog, DialogBody, DialogFoot } from '@/components/dialog';
import { toasts } from '@/components/toasts';
import type { Meeting, MeetingChange } from '@/lib/api/types';
import { useProblemText } from '@/lib/api/problem-text';
import { resolverOf, showFieldProblems } from '@/lib/forms';
import { Words } from '@/lib/locale';
import { useFormats } from '@/lib/time/formats-context';
import messages from '@/messages/en.composer.json';
import { useEditMeeting, type EditOutcome } from '../mutations';
import { changeBetween, formOf, meetingFields, meetingSchema, renamed, type MeetingForm } from '../schema';
import { ConflictCard } from './conflict-card';
import { MeetingFields } from './meeting-fields';

interface Props {
  /** The meeting as it was when editing began; changes are made on top of this version. */
  meeting: Meeting | null;
  onClose(): void;
}

export function EditSheet(props: Props) {
  return (
    <Words more={messages}>
      <Sheet {...props} />
    </Words>
  );
}

function Sheet({ meeting, onClose }: Props) {
  const t = useTranslations('meetingForm');
  return (
    <Dialog title={t('editTitle')} isOpen={meeting !== null} onClose={onClose} sheet closeLabel={t('close')}>
      {meeting ? <EditForm meeting={meeting} onClose={onClose} /> : null}
    </Dialog>
  );
}

type Conflict = Extract<EditOutcome, { kind: 'conflict' }>;

function EditForm({ meeting, onClose }: { meeting: Meeting; onClose(): void }) {
  const t = useTranslations('meetingForm');
  const problemText = useProblemText();
  const edit = useEditMeeting();
  const { zone } = useFormats();
  const [before] = useState(() => formOf(meeting, zone));
  const [problem, setProblem] = useState<string | null>(null);
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
      if (!showFieldProblems<MeetingForm>(reason, meetingFields, form.setError, renamed)) setProblem(problemText(reason));
    }
  };

  const submit = form.handleSubmit((values) => save(meeting, changeBetween(before, values)));

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
            onUseTheirs={() => {
              const rest = Object.entries(conflict.members).filter(([name]) => !conflict.disputed.includes(name as never));
              void save(conflict.theirs, Object.fromEntries(rest));
            }}
          />
        ) : null}
        <MeetingFields form={form} withGuests={false} isEdited without={[]} problem={problem} />
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
