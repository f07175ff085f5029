'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Choice } from '@/components/choice';
import { DialogBody, DialogFoot } from '@/components/dialog';
import { toasts } from '@/components/toasts';
import { keys } from '@/lib/api/keys';
import { ApiProblem } from '@/lib/api/problem';
import { useProblemText } from '@/lib/api/problem-text';
import type { DateChange, Meeting, MeetingChange, Occurrence, Scope, SeriesEdit } from '@/lib/api/types';
import { resolverOf, showFieldProblems } from '@/lib/forms';
import { useFormats } from '@/lib/time/formats-context';
import { consequencesOf } from '../consequences';
import { deeds } from '../desk';
import { onDate } from '../one-date';
import { changeDates, saveDates } from '../saving';
import { changeBetween, formOf, meetingFields, meetingSchema, renamed, type MeetingForm } from '../schema';
import { EditFrame, type Conflict } from './edit-frame';
import { MeetingFields } from './meeting-fields';
import { SeriesConsequences } from './series-consequences';
import { WaysOut } from './ways-out';

interface Props {
  meeting: Meeting;
  /** The date through which it is edited. */
  date: Occurrence;
  initial: Scope;
  onClose(): void;
}

/** What is about to be saved, and what the server says that it comes to. */
interface Rehearsal {
  readonly change: MeetingChange;
  readonly besides: DateChange;
  readonly edit: SeriesEdit;
}

/** Changes one date of a series, it and the following ones, or all; those only after a look at what would change. */
export function EditDatesForm({ meeting, date, initial, onClose }: Props) {
  const t = useTranslations('meetingForm');
  const preview = useTranslations('preview');
  const problemText = useProblemText();
  const cache = useQueryClient();
  const { zone } = useFormats();
  const [base] = useState(() => onDate(meeting, date));
  const [before] = useState(() => formOf(base, zone));
  const [scope, setScope] = useState<Scope>(initial);
  const [problem, setProblem] = useState<unknown>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [rehearsal, setRehearsal] = useState<Rehearsal | null>(null);
  const [isSaving, setSaving] = useState(false);
  const form = useForm<MeetingForm>({ resolver: resolverOf(meetingSchema), defaultValues: before });
  const name = { meeting_id: meeting.id, original_start: date.original_start };

  const failed = (reason: unknown) => {
    setConflict(null);
    setRehearsal(null);
    if (!showFieldProblems<MeetingForm>(reason, meetingFields, form.setError, renamed)) setProblem(reason);
  };

  const refresh = (...ids: string[]) => {
    for (const queryKey of [keys.calendars, keys.meetings, ...ids.map(keys.meeting)]) void cache.invalidateQueries({ queryKey });
  };

  const save = async (on: Meeting, change: MeetingChange, besides: DateChange = {}) => {
    setProblem(null);
    if (Object.keys({ ...change, ...besides }).length === 0) return onClose();
    setSaving(true);
    try {
      const outcome = await saveDates(name, scope, on, change, besides);
      if (outcome.kind === 'conflict') {
        setRehearsal(null);
        return setConflict(outcome);
      }
      refresh(meeting.id, outcome.entity.id);
      say(outcome.edit!, outcome.merged, change);
      onClose();
    } catch (reason) {
      failed(reason);
    } finally {
      setSaving(false);
    }
  };

  /** Looks first where more than the one date changes. */
  const look = async (on: Meeting, change: MeetingChange, besides: DateChange = {}) => {
    if (scope === 'this' || Object.keys(change).length === 0) return save(on, change, besides);
    setProblem(null);
    setSaving(true);
    try {
      const outcome = await saveDates(name, scope, on, change, besides, true);
      if (outcome.kind === 'conflict') return setConflict(outcome);
      setRehearsal({ change, besides, edit: outcome.edit! });
    } catch (reason) {
      failed(reason);
    } finally {
      setSaving(false);
    }
  };

  const say = (edit: SeriesEdit, merged: boolean, change: MeetingChange) => {
    const { count } = consequencesOf(edit);
    const text = merged ? t('merged') : t('seriesSaved', { count });
    // Another rule cannot be taken back: dates that it took away had things of their own.
    if (change.recurrence !== undefined) return toasts.show({ text });
    const undo = async () => {
      forget();
      const back = changeBetween(saved, before) as DateChange;
      try {
        const undone = await changeDates({ ...name, meeting_id: edit.meeting.id }, scope === 'this' ? 'this' : 'all', edit.meeting.version, back);
        refresh(meeting.id, undone.meeting.id);
        toasts.show({ text: t('undone') });
      } catch (reason) {
        toasts.show({ tone: 'danger', text: problemText(reason) });
      }
    };
    const saved = form.getValues();
    const forget = deeds.add(() => void undo());
    return toasts.show({ text, action: { label: t('undo'), run: () => void undo() } });
  };

  /** What was changed, as far as it can be for these dates. */
  const changed = (values = form.getValues()): MeetingChange => {
    const change = changeBetween(before, values);
    const { recurrence, visibility, guests_can, ...ofOneDate } = change;
    return scope === 'this' ? ofOneDate : change;
  };
  const submit = form.handleSubmit((values) => look(base, changed(values)));
  const isClash = problem instanceof ApiProblem && problem.conflicts.length > 0;

  if (rehearsal) {
    const { count } = consequencesOf(rehearsal.edit);
    return (
      <>
        <DialogBody>
          <SeriesConsequences
            edit={rehearsal.edit}
            onOffer={(members) => void look(base, rehearsal.change, { ...rehearsal.besides, ...members })}
          />
        </DialogBody>
        <DialogFoot>
          <Button look="ghost" onPress={() => setRehearsal(null)}>
            {t('backToEdit')}
          </Button>
          <Button
            look="primary"
            autoFocus
            onPress={() => void save(base, rehearsal.change, rehearsal.besides)}
            isPending={isSaving}
            isDisabled={rehearsal.edit.conflicts.length > 0}
          >
            {t('saveDates', { count })}
          </Button>
        </DialogFoot>
      </>
    );
  }

  return (
    <EditFrame
      conflict={conflict}
      isSaving={isSaving}
      action={t(scope === 'this' ? 'save' : 'review')}
      submit={submit}
      save={save}
      onClose={onClose}
    >
      {isClash ? <WaysOut problem={problem} onTake={(instead) => void look(base, changed(), instead)} /> : null}
      <Choice<Scope>
        label={t('scope')}
        showLabel
        wide
        value={scope}
        onChange={setScope}
        options={[
          { value: 'this', label: t('scopeThis') },
          { value: 'following', label: preview('following') },
          { value: 'all', label: t('scopeAll') },
        ]}
      />
      <MeetingFields
        form={form}
        withGuests={false}
        isOneDate={scope === 'this'}
        isEdited
        without={[]}
        problem={problem && !isClash ? problemText(problem) : null}
      />
    </EditFrame>
  );
}
