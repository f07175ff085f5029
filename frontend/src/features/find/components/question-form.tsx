'use client';

import { ChevronDown } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { CheckboxGroup } from '@/components/checkbox-group';
import { Choice } from '@/components/choice';
import { DateField } from '@/components/date-time-field';
import { NumberField } from '@/components/number-field';
import { Select } from '@/components/select';
import { Switch } from '@/components/switch';
import { useMedia } from '@/components/use-media';
import { RoomPicker, useRooms } from '@/features/rooms';
import { useFormats } from '@/lib/time/formats-context';
import { buffers, lengths, most, weeks, type Question, type Reader } from '../question';
import { PeopleChoice } from './people-choice';
import type { Answer } from './use-answer';

interface Props {
  question: Question;
  reader: Reader;
  answer: Answer;
  /** On a phone the question is folded away once there is one. */
  startsOpen: boolean;
  onChange(question: Question): void;
}

/** All that is asked: beside the answers where there is room, folded above them where there is none. */
export function QuestionForm({ question, reader, answer, startsOpen, onChange }: Props) {
  const t = useTranslations('find');
  const formats = useFormats();
  const isWide = useMedia('(width >= 1024px)');
  const [isOpen, setOpen] = useState(startsOpen);
  const id = useId();
  const days = formats.dateRange(Temporal.PlainDate.from(question.first), Temporal.PlainDate.from(question.last));
  const length = formats.duration(question.minutes * 60_000);
  return (
    <section aria-label={t('question')} className="find-side">
      <button type="button" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)} className="find-summary">
        <span className="tabular flex min-w-0 flex-1 flex-wrap gap-x-5 overflow-x-clip text-start">
          {t.rich('summary', { people: answer.everybody.length, length, days, whole: (words) => <span className="find-days">{words}</span> })}
        </span>
        <span className="text-sm font-[550] text-accent-text">{t(isOpen ? 'done' : 'change')}</span>
        <ChevronDown aria-hidden className="size-4 text-fg-3 group-aria-expanded:rotate-180" strokeWidth={1.75} />
      </button>
      {isWide || isOpen ? (
        <div id={id} className="flex flex-col gap-5">
          <PeopleChoice question={question} answer={answer} onChange={onChange} />
          <Length question={question} onChange={onChange} />
          <Days question={question} reader={reader} onChange={onChange} />
          <Options question={question} onChange={onChange} />
          {/* Last: where it turns out that there are none, nothing moves. */}
          <Rooms question={question} answer={answer} onChange={onChange} />
        </div>
      ) : null}
    </section>
  );
}

type PartProps = Pick<Props, 'question' | 'onChange'>;

function Length({ question, onChange }: PartProps) {
  const t = useTranslations('find');
  const isUsual = lengths.some((minutes) => minutes === question.minutes);
  const [isOther, setOther] = useState(!isUsual);
  const asksOther = isOther || !isUsual;
  return (
    <div className="flex flex-col gap-2">
      <Choice
        label={t('length')}
        showLabel
        wide
        value={isUsual ? String(question.minutes) : null}
        onChange={(chosen) => {
          setOther(false);
          onChange({ ...question, minutes: Number(chosen) });
        }}
        options={lengths.map((minutes) => ({ value: String(minutes), label: String(minutes) }))}
      />
      {asksOther ? (
        <NumberField label={t('lengthMinutes')} value={question.minutes} onChange={(minutes) => onChange({ ...question, minutes })} least={5} most={most.minutes} />
      ) : (
        <Button look="ghost" className="-ms-3.5 -mt-1.5 -mb-2 self-start" onPress={() => setOther(true)}>
          {t('lengthCustom')}
        </Button>
      )}
    </div>
  );
}

function Days({ question, reader, onChange }: PartProps & Pick<Props, 'reader'>) {
  const t = useTranslations('find');
  const known = weeks(reader);
  const { first, last } = question;
  const is = (window: { first: string; last: string }) => window.first === first && window.last === last;
  const [isOther, setOther] = useState(false);
  const shown = isOther ? 'days' : is(known.this) ? 'this' : is(known.next) ? 'next' : 'days';
  const put = (days: { first: string; last: string }) => {
    // A range that ends before it begins ends with its first day.
    const begin = days.first < reader.today.toString() ? reader.today.toString() : days.first;
    onChange({ ...question, first: begin, last: days.last < begin ? begin : days.last });
  };
  return (
    <div className="flex flex-col gap-2">
      <Choice
        label={t('when')}
        showLabel
        wide
        value={shown}
        onChange={(chosen) => {
          setOther(chosen === 'days');
          if (chosen !== 'days') put(known[chosen]);
        }}
        options={[
          { value: 'this', label: t('thisWeek') },
          { value: 'next', label: t('nextWeek') },
          { value: 'days', label: t('otherDays') },
        ]}
      />
      {shown === 'days' ? (
        <div className="grid grid-cols-2 gap-2">
          <DateField label={t('from')} value={first} onChange={(from) => from && put({ first: from, last: from > last ? from : last })} />
          <DateField label={t('to')} value={last} onChange={(to) => to && put({ first, last: to })} />
        </div>
      ) : null}
    </div>
  );
}

function Rooms({ question, answer, onChange }: PartProps & Pick<Props, 'answer'>) {
  const t = useTranslations('find');
  const { rooms, seats, equipment } = question;
  const all = useRooms('');
  const known = [...new Set((all.data ?? []).flatMap((room) => room.equipment))].sort();
  if (all.data?.length === 0 && rooms.length === 0 && seats === null) return null;
  return (
    <div className="flex flex-col gap-2">
      <RoomPicker
        value={rooms.map((id) => ({ id, name: answer.rooms.get(id)?.name ?? '…' }))}
        onChange={(chosen) => onChange({ ...question, rooms: chosen.map(({ id }) => id), ...(chosen.length > 0 ? { seats: null, equipment: [] } : {}) })}
        any={seats}
        onAny={(wished) => onChange({ ...question, seats: wished, rooms: [], ...(wished === null ? { equipment: [] } : {}) })}
        people={answer.everybody.length - 1}
        span={null}
      />
      {rooms.length > 1 ? <p className="text-sm text-fg-3">{t('roomHint')}</p> : null}
      {seats !== null && known.length > 0 ? (
        <CheckboxGroup
          label={t('equipment')}
          value={[...equipment]}
          onChange={(wished) => onChange({ ...question, equipment: wished })}
          options={known.map((word) => ({ value: word, label: word }))}
        />
      ) : null}
    </div>
  );
}

function Options({ question, onChange }: PartProps) {
  const t = useTranslations('find');
  const choices = (value: number) => [...new Set([...buffers, value])].sort((a, b) => a - b).map((minutes) => ({ id: String(minutes), label: minutes === 0 ? t('bufferNone') : t('minutes', { count: minutes }) }));
  return (
    <div className="flex flex-col gap-4">
      <Switch isSelected={question.inHours} onChange={(inHours) => onChange({ ...question, inHours })}>
        {t('inHours')}
      </Switch>
      <div className="grid grid-cols-2 gap-2">
        <Select label={t('before')} value={String(question.before)} onChange={(before) => onChange({ ...question, before: Number(before) })} options={choices(question.before)} />
        <Select label={t('after')} value={String(question.after)} onChange={(after) => onChange({ ...question, after: Number(after) })} options={choices(question.after)} />
      </div>
    </div>
  );
}
