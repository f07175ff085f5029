'use client';

import { useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { Checkbox } from '@/components/checkbox';
import { Choice } from '@/components/choice';
import { DateField, TimeField } from '@/components/date-time-field';
import { ZoneField } from '@/features/session';
import { useFormats } from '@/lib/time/formats-context';
import { fieldsOf, minutesBetween } from '@/lib/time/moment';
import { movedWith } from '../repeat';
import { endDate, movedEnd, movedLastDate, spanOf, type MeetingForm } from '../schema';
import { FormField } from './form-field';

interface Props {
  form: UseFormReturn<MeetingForm>;
  values: MeetingForm;
  /** Whether another zone can mean two things: for a meeting that stands already. */
  asksZone: boolean;
  /** Whole days or clock times: a date of a series is as its series. */
  canTurn: boolean;
}

/** Date, start, end and zone, or whole days. Moving the start keeps the length. */
export function TimeFields({ form, values, asksZone, canTurn }: Props) {
  const t = useTranslations('meetingForm');
  const { control, getValues, setValue } = form;
  const dirty = { shouldDirty: true };

  const moveStart = (next: { date: string; time: string }) => {
    const before = getValues();
    if (!before.date || !next.date) return;
    if (next.date !== before.date) setValue('repeats', movedWith(before.repeats, before.date, next.date), dirty);
    if (before.allDay) return setValue('lastDate', movedLastDate(before, next.date), dirty);
    if (!before.start || !before.end || !next.time) return;
    const { end, lastDate } = movedEnd(before, next);
    setValue('end', end, dirty);
    setValue('lastDate', lastDate, dirty);
  };
  const isLong = values.allDay || values.lastDate > values.date;

  return (
    <>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-[1.3fr_1fr_1fr]">
        <div className={values.allDay ? '' : 'col-span-2 sm:col-span-1'}>
          <FormField control={control} name="date">
            {({ value, onChange, onBlur }, fault) => (
              <DateField
                label={t('date')}
                value={value}
                onChange={(date) => {
                  moveStart({ date, time: getValues('start') });
                  onChange(date);
                }}
                onBlur={onBlur}
                fault={fault}
              />
            )}
          </FormField>
        </div>
        {values.allDay ? null : (
          <>
            <FormField control={control} name="start">
              {({ value, onChange, onBlur }, fault) => (
                <TimeField
                  label={t('start')}
                  value={value}
                  onChange={(time) => {
                    moveStart({ date: getValues('date'), time });
                    onChange(time);
                  }}
                  onBlur={onBlur}
                  fault={fault}
                />
              )}
            </FormField>
            <FormField control={control} name="end">
              {({ value, onChange, onBlur }, fault) => (
                <TimeField label={t('end')} value={value} onChange={onChange} onBlur={onBlur} fault={fault} />
              )}
            </FormField>
          </>
        )}
        {isLong ? (
          <FormField control={control} name="lastDate">
            {({ value, onChange, onBlur }, fault) => (
              <DateField label={t(values.allDay ? 'lastDay' : 'endDay')} value={value} onChange={onChange} onBlur={onBlur} fault={fault} />
            )}
          </FormField>
        ) : null}
      </div>
      <div className="-mt-2 flex flex-wrap items-center justify-between gap-x-4">
        <SpanInWords form={values} />
        {canTurn ? (
          <FormField control={control} name="allDay">
            {({ value, onChange }) => (
              <Checkbox
                isSelected={value}
                onChange={(allDay) => {
                  onChange(allDay);
                  setValue('lastDate', getValues('date'), dirty);
                }}
              >
                {t('allDayChoice')}
              </Checkbox>
            )}
          </FormField>
        ) : null}
      </div>
      {values.allDay ? null : <Zone form={form} values={values} asks={asksZone} />}
    </>
  );
}

/** The zone. Where the meeting stands already, another one keeps the moment, or else what the clocks show. */
function Zone({ form, values, asks }: { form: UseFormReturn<MeetingForm>; values: MeetingForm; asks: boolean }) {
  const t = useTranslations('meetingForm');
  const { control, setValue, getValues } = form;
  const [before, setBefore] = useState<MeetingForm | null>(null);
  const [keep, setKeep] = useState<'moment' | 'clock'>('moment');
  const span = spanOf(values);

  const apply = (zone: string, kept: 'moment' | 'clock', from: MeetingForm) => {
    const fromSpan = spanOf(from);
    const [start, end] = [fromSpan?.start, fromSpan?.end].map((instant) => (instant === undefined ? null : fieldsOf(instant, zone)));
    const clock = kept === 'moment' && start && end ? { date: start.date, start: start.time, end: end.time, lastDate: end.date } : from;
    for (const name of ['date', 'start', 'end', 'lastDate'] as const) setValue(name, clock[name], { shouldDirty: true });
    setValue('zone', zone, { shouldDirty: true });
  };

  return (
    <>
      <FormField control={control} name="zone">
        {({ value, onChange }, fault) => (
          <ZoneField
            label={t('zone')}
            value={value}
            onChange={(zone) => {
              if (!asks) return onChange(zone);
              const from = before ?? { ...getValues() };
              setBefore(from);
              apply(zone, keep, from);
            }}
            first={values.guests.flatMap(({ zone }) => zone ?? [])}
            {...(span ? { instant: span.start } : {})}
            fault={fault}
          />
        )}
      </FormField>
      {before && before.zone !== values.zone ? (
        <Choice
          label={t('zoneAsk')}
          showLabel
          wide
          value={keep}
          onChange={(kept) => {
            setKeep(kept);
            apply(values.zone, kept, before);
          }}
          options={[
            { value: 'moment', label: t('keepMoment') },
            { value: 'clock', label: t('keepClock') },
          ]}
        />
      ) : null}
    </>
  );
}

/** How long it takes, on which day it ends, and when it is for me if the zone is not mine. */
function SpanInWords({ form }: { form: MeetingForm }) {
  const t = useTranslations('meetingForm');
  const formats = useFormats();
  const span = spanOf(form);
  if (!span) return <span />;
  const ends = endDate(form);
  const minutes = minutesBetween({ date: form.date, time: form.start }, { date: ends, time: form.end }, form.zone);
  const parts = [t('length', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })];
  if (ends !== form.date && form.lastDate === form.date) parts.push(t('nextDay'));
  if (form.zone !== formats.zone) {
    parts.push(t('forYou', { time: `${formats.shortDay(span.start)}, ${formats.timeRange(span.start, span.end)}` }));
  }
  return <p className="tabular text-xs text-fg-3">{parts.join(' · ')}</p>;
}
