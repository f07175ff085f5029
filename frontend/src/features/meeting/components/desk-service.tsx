'use client';

import { useEffect, useRef, useState } from 'react';
import { Words } from '@/lib/locale';
import messages from '@/messages/en.composer.json';
import { deeds, desk, type Task } from '../desk';
import type { MeetingForm } from '../schema';
import { ComposerSheet } from './lazy-sheets';
import { SeriesQuestionDialog, type SeriesQuestion } from './series-question';
import { useRescheduling } from './use-rescheduling';

/** Serves the desk: what pages ask for about meetings in general is done here, on every page alike. */
export function DeskService() {
  return (
    <Words more={messages}>
      <Service />
    </Words>
  );
}

function Service() {
  const [question, setQuestion] = useState<SeriesQuestion | null>(null);
  const [composed, setComposed] = useState<MeetingForm | null>(null);
  const { move, note } = useRescheduling(setQuestion);

  const serve = (task: Task) => {
    if (task.kind === 'reschedule') move(task.entry, task.to);
    else setComposed(task.form);
  };
  const newest = useRef(serve);
  useEffect(() => {
    newest.current = serve;
  });
  useEffect(() => desk.serve((task) => newest.current(task)), []);
  useUndoKey();

  return (
    <>
      <SeriesQuestionDialog question={question} onClose={() => setQuestion(null)} onSaved={note} />
      <ComposerSheet fresh={composed} isTyped onClose={() => setComposed(null)} />
    </>
  );
}

/** Ctrl or Command with Z takes back the last deed, unless somebody is typing: then it is the field's. */
function useUndoKey(): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const isUndo = (event.metaKey || event.ctrlKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'z';
      const typing = (event.target as Element).closest('input, textarea, [contenteditable], [role="spinbutton"]');
      if (isUndo && !typing && deeds.undoLast()) event.preventDefault();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
}
