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
import type { DateChange, Meeting, SeriesEdit } from '@/lib/api/types';
import { consequencesOf } from '../consequences';
import { deeds } from '../desk';
import { SeriesConsequences } from './series-consequences';

/** Something that is to be done to more than one date of a series. */
export interface SeriesQuestion {
  readonly title: string;
  readonly dismiss: string;
  confirm(count: number): string;
  /** The version of the meeting it is about. */
  readonly version: number;
  readonly meetingId: string;
  /** Does it, or only says what it would come to. `besides`: what a way out asks for. */
  run(version: number, besides: DateChange, rehearse: boolean): Promise<SeriesEdit>;
  said(count: number): string;
  /** Takes it back, and says so. */
  takeBack(saved: Meeting, count: number): Promise<string>;
}

interface Props {
  question: SeriesQuestion | null;
  onClose(): void;
  onSaved(meetingId: string, version: number): void;
}

/** What it would come to, from the server; nothing is saved before a yes. */
export function SeriesQuestionDialog({ question, onClose, onSaved }: Props) {
  const t = useTranslations('preview');
  return (
    <Dialog title={question?.title ?? ''} isOpen={question !== null} onClose={onClose} closeLabel={t('close')}>
      {question ? <Question question={question} onClose={onClose} onSaved={onSaved} /> : null}
    </Dialog>
  );
}

/** The version that stands now, where somebody else was faster. */
function newerIn(reason: unknown): number | null {
  return reason instanceof ApiProblem && reason.status === 412 ? ((reason.current as Meeting | null)?.version ?? null) : null;
}

function Question({ question, onClose, onSaved }: Props & { question: SeriesQuestion }) {
  const t = useTranslations('preview');
  const moving = useTranslations('moving');
  const problemText = useProblemText();
  const cache = useQueryClient();
  const [version, setVersion] = useState(question.version);
  const [besides, setBesides] = useState<DateChange>({});
  const [rehearsed, setRehearsed] = useState<SeriesEdit | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [isSaving, setSaving] = useState(false);

  const refused = (reason: unknown) => {
    const newer = newerIn(reason);
    if (newer !== null && newer !== version) setVersion(newer);
    else setProblem(reason);
  };

  useEffect(() => {
    let isLeft = false;
    setProblem(null);
    question.run(version, besides, true).then(
      (edit) => !isLeft && setRehearsed(edit),
      (reason: unknown) => !isLeft && refused(reason),
    );
    return () => {
      isLeft = true;
    };
    // The question stays as long as the dialog is open.
  }, [version, besides]);

  const refresh = (saved?: Meeting) => {
    if (saved) onSaved(saved.id, saved.version);
    for (const queryKey of [keys.calendars, keys.meetings, keys.meeting(question.meetingId)]) void cache.invalidateQueries({ queryKey });
  };

  const apply = async () => {
    setSaving(true);
    try {
      const saved = await question.run(version, besides, false);
      refresh(saved.meeting);
      onClose();
      const { count } = consequencesOf(saved);
      const undo = () => {
        forget();
        question.takeBack(saved.meeting, count).then(
          (text) => {
            refresh();
            toasts.show({ text });
          },
          (reason: unknown) => toasts.show({ tone: 'danger', text: problemText(reason) }),
        );
      };
      const forget = deeds.add(undo);
      toasts.show({ text: question.said(count), action: { label: moving('undo'), run: undo } });
    } catch (reason) {
      setSaving(false);
      refused(reason);
    }
  };

  const count = rehearsed ? consequencesOf(rehearsed).count : 0;
  return (
    <>
      <DialogBody>
        {problem ? <Notice tone="danger">{t('failed', { reason: problemText(problem) })}</Notice> : null}
        {rehearsed ? (
          <SeriesConsequences edit={rehearsed} onOffer={(members) => setBesides((before) => ({ ...before, ...members }))} />
        ) : problem ? null : (
          <p role="status" className="text-fg-2">
            {t('reading')}
          </p>
        )}
      </DialogBody>
      <DialogFoot>
        <Button look="ghost" onPress={onClose}>
          {question.dismiss}
        </Button>
        <Button
          look="primary"
          onPress={() => void apply()}
          isPending={isSaving}
          isDisabled={!rehearsed || rehearsed.conflicts.length > 0 || count === 0}
        >
          {question.confirm(count)}
        </Button>
      </DialogFoot>
    </>
  );
}
