'use client';

import { useQuery, keepPreviousData } from '@tanstack/react-query';
import { CalendarRange } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useTranslations } from 'use-intl';
import { DateField } from '@/components/date-time-field';
import { NumberField } from '@/components/number-field';
import { Select } from '@/components/select';
import { Toggles } from '@/components/toggles';
import { useProblemText } from '@/lib/api/problem-text';
import { useFormats } from '@/lib/time/formats-context';
import { isAllDay, startOf } from '@/lib/time/moment';
import { daysFrom } from '@/lib/time/range';
import { isKept, linesOf, nthOf, presetOf, repeatOf, units, type Repeat } from '../repeat';
import { previewQuery } from '../asking';
import { timesOfForm, type MeetingForm } from '../schema';
import { RepeatChoice } from './repeat-choice';

/** A Monday, to name weekdays by. */
const monday = () => Temporal.PlainDate.from('2024-01-01');
const shown = 4;

interface Props {
  form: MeetingForm;
  onChange(repeats: MeetingForm['repeats']): void;
  fault?: string | undefined;
}

/** How a meeting repeats: simple choices, everything else behind "custom", and what the server makes of it. */
export function RepeatEditor({ form, onChange, fault }: Props) {
  const { repeats, date } = form;
  const [isWished, setOpen] = useState(false);
  // What no simple choice says is there to be seen, wherever it came from.
  const isOpen = isWished || presetOf(repeats, date) === null;
  const isOwn = isOpen && repeats !== null && !isKept(repeats);
  return (
    <div className="flex flex-col gap-3">
      <RepeatChoice
        value={repeats}
        date={date}
        onChange={(chosen) => {
          setOpen(false);
          onChange(chosen);
        }}
        onCustom={() => {
          setOpen(true);
          if (repeats === null || isKept(repeats)) onChange(repeatOf('weekly', date));
        }}
        isCustom={isOpen}
        fault={fault}
      />
      {isOwn ? <Custom repeat={repeats} date={date} onChange={onChange} /> : null}
      {repeats !== null && !isKept(repeats) ? <Ends repeat={repeats} onChange={onChange} date={date} /> : null}
      {repeats !== null ? <Preview form={form} /> : null}
    </div>
  );
}

interface PartProps {
  repeat: Repeat;
  date: string;
  onChange(repeats: Repeat): void;
}

function Custom({ repeat, date, onChange }: PartProps) {
  const t = useTranslations('repeat');
  const formats = useFormats();
  const day = Temporal.PlainDate.from(date);
  const nth = nthOf(date);
  const weekday = formats.date(day, { weekday: 'long' });
  const isLast = day.day > day.daysInMonth - 7;
  const monthly = [
    { id: 'date' as const, label: t('onDate', { day: day.day }) },
    { id: 'nth' as const, label: t('onNth', { nth: String(nth), weekday }) },
    ...(isLast ? [{ id: 'lastWeekday' as const, label: t('onNth', { nth: 'last', weekday }) }] : []),
    ...(day.day === day.daysInMonth ? [{ id: 'lastDay' as const, label: t('onLastDay') }] : []),
  ];
  return (
    <div className="flex flex-col gap-3 rounded-md bg-sunken p-3">
      <div className="grid grid-cols-2 gap-3">
        <NumberField label={t('every')} value={repeat.every} least={1} most={99} onChange={(every) => onChange({ ...repeat, every })} />
        <Select
          label={t('unit')}
          value={repeat.unit}
          options={units.map((unit) => ({ id: unit, label: t(`units.${unit}`, { count: repeat.every }) }))}
          onChange={(unit) => onChange({ ...repeat, unit })}
        />
      </div>
      {repeat.unit === 'week' ? (
        <Toggles
          label={t('onDays')}
          value={repeat.weekdays.map(String)}
          onChange={(chosen) => onChange({ ...repeat, weekdays: chosen.map(Number).sort((a, b) => a - b) })}
          options={daysFrom(monday(), 7).map((one) => ({
            id: String(one.dayOfWeek),
            label: formats.date(one, { weekday: 'narrow' }),
            name: formats.date(one, { weekday: 'long' }),
          }))}
        />
      ) : null}
      {repeat.unit === 'month' ? (
        <Select label={t('monthlyOn')} value={repeat.on} options={monthly} onChange={(on) => onChange({ ...repeat, on })} />
      ) : null}
    </div>
  );
}

function Ends({ repeat, date, onChange }: PartProps) {
  const t = useTranslations('repeat');
  return (
    <div className="grid grid-cols-2 gap-3">
      <Select
        label={t('ends')}
        value={repeat.ends}
        options={[
          { id: 'never', label: t('endsNever') },
          { id: 'until', label: t('endsOn') },
          { id: 'count', label: t('endsAfter') },
        ]}
        onChange={(ends) => onChange({ ...repeat, ends, until: repeat.until || inThreeMonths(date) })}
      />
      {repeat.ends === 'until' ? (
        <DateField label={t('until')} value={repeat.until} onChange={(until) => onChange({ ...repeat, until })} />
      ) : null}
      {repeat.ends === 'count' ? (
        <NumberField label={t('count')} value={repeat.count} least={1} most={1000} onChange={(count) => onChange({ ...repeat, count })} />
      ) : null}
    </div>
  );
}

function inThreeMonths(date: string): string {
  return Temporal.PlainDate.from(date).add({ months: 3 }).toString();
}

/** The server's words for it, and the next dates: the same engine that will make them. */
function Preview({ form }: { form: MeetingForm }) {
  const t = useTranslations('repeat');
  const formats = useFormats();
  const problemText = useProblemText();
  const asked = useDeferredValue(form);
  const lines = linesOf(asked.repeats, asked.date) ?? [];
  const read = useQuery({ ...previewQuery(timesOfForm(asked), lines, shown + 1), placeholderData: keepPreviousData });
  if (read.isError) return <p className="text-sm text-danger">{problemText(read.error)}</p>;
  if (!read.data) return <div className="skeleton h-10" aria-hidden />;
  const { sentence, occurrences, exhausted } = read.data;
  const days = occurrences.slice(0, shown).map((moment) =>
    isAllDay(moment) ? formats.shortDate(Temporal.PlainDate.from(moment.date)) : formats.shortDay(startOf(moment, form.zone), form.zone),
  );
  const isAll = exhausted && occurrences.length <= shown;
  return (
    <div role="status" className="flex gap-2.5 rounded-md bg-sunken px-3 py-2.5 text-sm text-fg-2">
      <CalendarRange aria-hidden className="mt-0.5 size-4 shrink-0 text-fg-3" strokeWidth={1.75} />
      <div className="min-w-0">
        <p className="font-[550] first-letter:uppercase">{sentence}</p>
        <p className="tabular text-fg-3">
          {days.join(' · ')}
          {isAll ? ` · ${t('exhausted')}` : ' …'}
        </p>
      </div>
    </div>
  );
}
