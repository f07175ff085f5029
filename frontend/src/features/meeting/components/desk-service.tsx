'use client';

import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { CalendarEntry, Meeting, Occurrence } from '@/lib/api/types';
import { Words } from '@/lib/locale';
import { useOffers } from '@/lib/offers';
import { wordsOf } from '@/lib/words';
import { deeds, desk, type Task } from '../desk';
import { cancelDates, restoreMeeting } from '../saving';
import type { MeetingForm } from '../schema';
import { AnswerNoteDialog, type Noted } from './answer-note-dialog';
import { EventPanel } from './event-panel';
import { ComposerSheet, EditSheet } from './lazy-sheets';
import { QuickAddDialog } from './quick-add-dialog';
import { SeriesQuestionDialog, type SeriesQuestion } from './series-question';
import { useEntries } from './use-entries';
import { useRescheduling } from './use-rescheduling';

const words = wordsOf('guests', 'composer');

/** Serves the desk: what pages ask for about meetings in general is done here, on every page alike. */
export function DeskService() {
  return (
    <Words of={words}>
      <Service />
    </Words>
  );
}

interface Edited {
  readonly meeting: Meeting;
  readonly date: Occurrence | null;
}

function Service() {
  const [question, setQuestion] = useState<SeriesQuestion | null>(null);
  const [composed, setComposed] = useState<MeetingForm | null>(null);
  const [edited, setEdited] = useState<Edited | null>(null);
  const [panel, setPanel] = useState<CalendarEntry | null>(null);
  const [line, setLine] = useState<string | null>(null);
  const { move, note } = useRescheduling(setQuestion);
  const cancelling = useCancelling();
  const [noted, setNoted] = useState<Noted | null>(null);
  const entries = useEntries();

  const serve = (task: Task) => {
    switch (task.kind) {
      case 'reschedule':
        return move(task.entry, task.to);
      case 'moveTo':
        return void entries.find(task.meetingId, task.date).then((entry) => entry && move(entry, task.to));
      case 'compose':
        return setComposed(task.form);
      case 'edit':
        return setEdited(task);
      case 'cancelDates':
        return setQuestion(cancelling(task.meeting, task.date, task.scope));
      case 'panel':
        return setPanel(task.entry);
      case 'editEntry':
        return void entries.edit(task.entry);
      case 'duplicate':
        return void entries.duplicate(task.entry, task.at);
      case 'answer':
        return task.withNote ? setNoted(task) : void entries.answer(task.entry, task.status);
      case 'quickAdd':
        return setLine(task.text);
    }
  };
  const newest = useRef(serve);
  useEffect(() => {
    newest.current = serve;
  });
  useEffect(() => desk.serve((task) => newest.current(task)), []);
  useOffers(() => ({
    ...(deeds.canUndo() ? { undo: () => void deeds.undoLast() } : {}),
    ...(deeds.canRedo() ? { redo: () => void deeds.redoLast() } : {}),
    ...(panel ? { 'panel.toggle': () => setPanel(null) } : {}),
  }));

  return (
    <>
      <EventPanel entry={panel} onClose={() => setPanel(null)} />
      <SeriesQuestionDialog question={question} onClose={() => setQuestion(null)} onSaved={note} />
      <ComposerSheet fresh={composed} isTyped onClose={() => setComposed(null)} />
      <EditSheet meeting={edited?.meeting ?? null} date={edited?.date ?? null} onClose={() => setEdited(null)} />
      <QuickAddDialog text={line} onClose={() => setLine(null)} />
      <AnswerNoteDialog noted={noted} onClose={() => setNoted(null)} onSend={entries.answer} />
    </>
  );
}

/** What it would come to if several dates were called off. */
function useCancelling() {
  const t = useTranslations('deleting');
  const preview = useTranslations('preview');
  return (meeting: Meeting, date: Occurrence, scope: 'following' | 'all'): SeriesQuestion => {
    const name = { meeting_id: meeting.id, original_start: date.original_start };
    return {
      title: preview(scope === 'all' ? 'cancelAll' : 'cancelFollowing'),
      dismiss: preview('keepAll'),
      confirm: (count) => preview('applyCancel', { count }),
      version: meeting.version,
      meetingId: meeting.id,
      run: (version, _, rehearse) => cancelDates(name, scope, version, rehearse),
      said: (count) => t('datesCancelled', { count }),
      takeBack: async (saved) => {
        await restoreMeeting(saved.id);
        return t('restored');
      },
    };
  };
}
