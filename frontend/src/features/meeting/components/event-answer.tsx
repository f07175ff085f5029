'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Checkbox } from '@/components/checkbox';
import { DateField, TimeField } from '@/components/date-time-field';
import { Notice } from '@/components/notice';
import { TextField } from '@/components/text-field';
import { toasts } from '@/components/toasts';
import { usePerson } from '@/features/session';
import { useProblemText } from '@/lib/api/problem-text';
import type { Meeting } from '@/lib/api/types';
import { useFormats } from '@/lib/time/formats-context';
import { isAllDay } from '@/lib/time/moment';
import { answerOn } from '../changes';
import { guestOf } from '../guests';
import { useAnswer, type AnswerGiven } from '../mutations';
import { emptyForm, formOf, movedEnd, spanOf, timesOfForm } from '../schema';
import { AnswerChoice } from './answer-choice';

interface Props {
  meeting: Meeting;
  /** As that date has it. */
  shown: Meeting;
  date: string | null;
}

/** My answer, with a note or a better time; of a series to all dates or to this one. */
export function EventAnswer({ meeting, shown, date }: Props) {
  const t = useTranslations('event');
  const person = usePerson();
  const guest = guestOf(meeting, person.id);
  const [onlyThis, setOnlyThis] = useState(guest?.response.status !== 'needs_action');
  const [part, setPart] = useState<'note' | 'propose' | null>(null);
  if (!guest) return null;
  const on = date !== null && onlyThis ? date : null;
  const canPropose = !isAllDay(shown.start) && (date === null || onlyThis);
  return (
    <div className="flex flex-col gap-2">
      <AnswerChoice meeting={meeting} date={on} wide />
      {date !== null ? (
        <Checkbox isSelected={onlyThis} onChange={setOnlyThis}>
          {t('onlyThis')}
        </Checkbox>
      ) : null}
      {shown.state === 'scheduled' && part === null ? (
        <div className="flex flex-wrap gap-x-1">
          <Button look="ghost" className="-ms-2 px-2!" onPress={() => setPart('note')}>
            {t('note')}
          </Button>
          {canPropose ? (
            <Button look="ghost" className="px-2!" onPress={() => setPart('propose')}>
              {t('propose')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {part === 'note' ? <Note meeting={meeting} date={on} onDone={() => setPart(null)} /> : null}
      {part === 'propose' ? <Proposal meeting={meeting} shown={shown} date={on} onDone={() => setPart(null)} /> : null}
    </div>
  );
}

interface PartProps {
  meeting: Meeting;
  date: string | null;
  onDone(): void;
}

/** Sends an answer, and says so; what was typed stays when it is refused. */
function useSending(meeting: Meeting, onDone: () => void) {
  const person = usePerson();
  const problemText = useProblemText();
  const { mutate, isPending, error } = useAnswer(person.id);
  const send = (given: AnswerGiven, said: string) =>
    mutate(
      { meeting, ...given },
      {
        onSuccess: () => {
          toasts.show({ text: said });
          onDone();
        },
      },
    );
  return { send, isPending, problem: error ? problemText(error) : null };
}

function Note({ meeting, date, onDone }: PartProps) {
  const t = useTranslations('event');
  const person = usePerson();
  const given = answerOn(guestOf(meeting, person.id)!, date);
  const [text, setText] = useState(given.comment);
  const { send, isPending, problem } = useSending(meeting, onDone);
  // A note comes with an answer; who has none says maybe with it.
  const status = given.status === 'accepted' || given.status === 'declined' ? given.status : 'tentative';
  return (
    <div className="flex flex-col gap-2">
      {problem ? <Notice tone="danger">{problem}</Notice> : null}
      <TextField label={t('noteLabel')} value={text} onChange={setText} maxLength={1000} rows={2} autoFocus />
      <Foot onCancel={onDone} onSend={() => send({ status, comment: text, date }, t('noteSent'))} isPending={isPending} />
    </div>
  );
}

/** A better time, with a "maybe" to the one that stands. */
function Proposal({ meeting, shown, date, onDone }: PartProps & { shown: Meeting }) {
  const t = useTranslations('event');
  const words = useTranslations('meetingForm');
  const { zone } = useFormats();
  const [form, setForm] = useState(() => inZone(shown, zone));
  const { send, isPending, problem } = useSending(meeting, onDone);
  const move = (next: { date?: string; time?: string }) => {
    const start = { date: next.date ?? form.date, time: next.time ?? form.start };
    if (start.date && start.time) setForm({ ...form, ...movedEnd(form, start), date: start.date, start: start.time });
  };
  return (
    <div className="flex flex-col gap-2">
      {problem ? <Notice tone="danger">{problem}</Notice> : null}
      <div className="grid grid-cols-[1.4fr_1fr_1fr] gap-2">
        <DateField label={words('date')} value={form.date} onChange={(chosen) => move({ date: chosen })} />
        <TimeField label={words('start')} value={form.start} onChange={(time) => move({ time })} />
        <TimeField label={words('end')} value={form.end} onChange={(end) => end && setForm({ ...form, end })} />
      </div>
      <Foot
        onCancel={onDone}
        onSend={() => send({ status: 'tentative', proposal: timesOfForm(form), date }, t('proposed'))}
        isPending={isPending}
      />
    </div>
  );
}

/** The same moments on the clocks of the reader. */
function inZone(shown: Meeting, zone: string) {
  const form = formOf(shown, zone);
  const span = spanOf(form)!;
  return { ...form, ...emptyForm(span.start, span.end, zone), title: form.title };
}

function Foot({ onCancel, onSend, isPending }: { onCancel(): void; onSend(): void; isPending: boolean }) {
  const t = useTranslations('event');
  const words = useTranslations('meetingForm');
  return (
    <div className="flex justify-end gap-2">
      <Button look="ghost" onPress={onCancel}>
        {words('cancel')}
      </Button>
      <Button look="primary" onPress={onSend} isPending={isPending}>
        {t('send')}
      </Button>
    </div>
  );
}
