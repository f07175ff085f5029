'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Dialog, DialogBody, DialogFoot } from '@/components/dialog';
import { Notice } from '@/components/notice';
import { toasts } from '@/components/toasts';
import { keys } from '@/lib/api/keys';
import { ApiProblem } from '@/lib/api/problem';
import { useProblemText } from '@/lib/api/problem-text';
import type { CalendarEntry, DateChange, Meeting, SeriesEdit } from '@/lib/api/types';
import { useFormats } from '@/lib/time/formats-context';
import { startOf } from '@/lib/time/moment';
import { consequencesOf } from '../consequences';
import { deeds } from '../desk';
import { shownMoment, type Times } from '../moves';
import { changeDates, dateOf } from '../saving';
import { SeriesConsequences } from './series-consequences';

/** A date was moved; whether the others are to follow it. */
export interface SeriesQuestion {
  readonly scope: 'following' | 'all';
  readonly entry: CalendarEntry;
  readonly times: Times;
  /** Where the date stood before. */
  readonly from: Times;
  readonly version: number;
}

interface Props {
  question: SeriesQuestion | null;
  onClose(): void;
  onSaved(meetingId: string, version: number): void;
}

/** What it would come to if the others followed, from the server; nothing more is saved before a yes. */
export function SeriesQuestionDialog({ question, onClose, onSaved }: Props) {
  const t = useTranslations('preview');
  return (
    <Dialog
      title={t(question?.scope === 'following' ? 'moveFollowing' : 'moveAll')}
      isOpen={question !== null}
      onClose={onClose}
      closeLabel={t('close')}
    >
      {question ? <Question question={question} onClose={onClose} onSaved={onSaved} /> : null}
    </Dialog>
  );
}

function Question({ question, onClose, onSaved }: Props & { question: SeriesQuestion }) {
  const t = useTranslations('preview');
  const moving = useTranslations('moving');
  const problemText = useProblemText();
  const formats = useFormats();
  const cache = useQueryClient();
  const { entry, scope, times, from } = question;
  const date = dateOf(entry)!;
  const [version, setVersion] = useState(question.version);
  const [body, setBody] = useState<DateChange>({ ...times, from_series: true });
  const [rehearsed, setRehearsed] = useState<SeriesEdit | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [isSaving, setSaving] = useState(false);

  useEffect(() => {
    let isLeft = false;
    setProblem(null);
    changeDates(date, scope, version, body, true).then(
      (edit) => !isLeft && setRehearsed(edit),
      (reason: unknown) => {
        if (isLeft) return;
        const newer = reason instanceof ApiProblem && reason.status === 412 ? (reason.current as Meeting | null) : null;
        if (newer && newer.version !== version) setVersion(newer.version);
        else setProblem(reason);
      },
    );
    return () => {
      isLeft = true;
    };
    // The date and the scope stay as long as the dialog is open.
  }, [version, body]);

  const refresh = (saved: Meeting) => {
    onSaved(saved.id, saved.version);
    for (const queryKey of [keys.calendars, keys.meetings, keys.meeting(saved.id), keys.meeting(date.meeting_id)]) {
      void cache.invalidateQueries({ queryKey });
    }
  };

  const takeBack = async (saved: Meeting, count: number) => {
    try {
      const named = { ...date, meeting_id: saved.id };
      refresh((await changeDates(named, 'all', saved.version, { start: from.start, end: from.end })).meeting);
      const day = formats.day(startOf(shownMoment(from.start), formats.zone));
      toasts.show({ text: saved.id === date.meeting_id ? moving('seriesUndone', { count }) : moving('seriesUndoneApart', { day }) });
    } catch (reason) {
      toasts.show({ tone: 'danger', text: moving('refused', { reason: problemText(reason) }) });
    }
  };

  const apply = async () => {
    setSaving(true);
    try {
      const saved = await changeDates(date, scope, version, body);
      refresh(saved.meeting);
      onClose();
      const { count } = consequencesOf(saved);
      const undo = () => void takeBack(saved.meeting, count);
      const forget = deeds.add(undo);
      const run = () => {
        forget();
        undo();
      };
      toasts.show({ text: moving('seriesMoved', { count }), action: { label: moving('undo'), run } });
    } catch (reason) {
      setSaving(false);
      const newer = reason instanceof ApiProblem && reason.status === 412 ? (reason.current as Meeting | null) : null;
      if (newer) setVersion(newer.version);
      else setProblem(reason);
    }
  };

  const count = rehearsed ? consequencesOf(rehearsed).count : 0;
  return (
    <>
      <DialogBody>
        {problem ? <Notice tone="danger">{t('failed', { reason: problemText(problem) })}</Notice> : null}
        {rehearsed ? (
          <SeriesConsequences edit={rehearsed} onOffer={(members) => setBody((before) => ({ ...before, ...members }))} />
        ) : problem ? null : (
          <p role="status" className="text-fg-2">
            {t('reading')}
          </p>
        )}
      </DialogBody>
      <DialogFoot>
        <Button look="ghost" onPress={onClose}>
          {t('onlyThis')}
        </Button>
        <Button
          look="primary"
          onPress={() => void apply()}
          isPending={isSaving}
          isDisabled={!rehearsed || rehearsed.conflicts.length > 0 || count === 0}
        >
          {t('applyMove', { count })}
        </Button>
      </DialogFoot>
    </>
  );
}
