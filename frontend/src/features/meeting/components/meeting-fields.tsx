'use client';

import { Controller, useWatch, type Control, type ControllerRenderProps, type Path, type UseFormReturn } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { Choice } from '@/components/choice';
import { DateField, TimeField } from '@/components/date-time-field';
import { Notice } from '@/components/notice';
import { TextField } from '@/components/text-field';
import { GuestPicker } from '@/features/people';
import { ZoneField } from '@/features/session';
import { useFaultText } from '@/lib/forms';
import { useFormats } from '@/lib/time/formats-context';
import { minutesBetween } from '@/lib/time/moment';
import { endDate, movedEnd, spanOf, type MeetingForm } from '../schema';

interface Props {
  form: UseFormReturn<MeetingForm>;
  /** Editing does not touch the guests: they have a list of their own. */
  withGuests: boolean;
  /** All-day meetings have no clock times to edit. */
  withTimes: boolean;
  /** Ids of people who are part of it anyway. */
  without: readonly string[];
  /** The sentence above the fields when saving failed. */
  problem: string | null;
}

export function MeetingFields({ form, withGuests, withTimes, without, problem }: Props) {
  const t = useTranslations('meetingForm');
  const { control } = form;
  const values = useWatch({ control }) as MeetingForm;
  const span = spanOf(values);

  return (
    <>
      {problem ? <Notice tone="danger">{problem}</Notice> : null}
      <Field control={control} name="title">
        {({ ref, ...field }, fault) => (
          <TextField {...field} inputRef={ref} label={t('title')} placeholder={t('titlePlaceholder')} fault={fault} large autoFocus />
        )}
      </Field>
      {withTimes ? <Times form={form} values={values} span={span} /> : null}
      {withGuests ? (
        <Field control={control} name="guests">
          {({ value, onChange }, fault) => (
            <GuestPicker value={value} onChange={onChange} without={without} instant={span?.start ?? null} fault={fault} />
          )}
        </Field>
      ) : null}
      <Field control={control} name="location">
        {({ ref, ...field }, fault) => (
          <TextField {...field} inputRef={ref} label={t('location')} placeholder={t('locationPlaceholder')} fault={fault} />
        )}
      </Field>
      <Field control={control} name="conference">
        {({ ref, ...field }, fault) => (
          <TextField {...field} inputRef={ref} label={t('conference')} type="url" placeholder={t('conferencePlaceholder')} fault={fault} />
        )}
      </Field>
      <Field control={control} name="description">
        {({ ref, ...field }, fault) => <TextField {...field} inputRef={ref} label={t('description')} rows={3} fault={fault} />}
      </Field>
      <Field control={control} name="visibility">
        {({ value, onChange }) => (
          <Choice
            label={t('visibility')}
            showLabel
            wide
            value={value}
            onChange={onChange}
            options={[
              { value: 'private', label: t('visibilityPrivate') },
              { value: 'organisation', label: t('visibilityOrganisation') },
            ]}
          />
        )}
      </Field>
    </>
  );
}

interface TimesProps {
  form: UseFormReturn<MeetingForm>;
  values: MeetingForm;
  span: { start: number; end: number } | null;
}

/** Date, start, end and zone. Moving the start keeps the length. */
function Times({ form, values, span }: TimesProps) {
  const t = useTranslations('meetingForm');
  const { control, getValues, setValue } = form;

  const moveStart = (next: { date: string; time: string }) => {
    const before = getValues();
    if (before.start && before.end && before.date && next.date && next.time) {
      setValue('end', movedEnd(before, next), { shouldDirty: true });
    }
  };

  return (
    <>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-[1.3fr_1fr_1fr]">
        <div className="col-span-2 sm:col-span-1">
          <Field control={control} name="date">
            {({ value, onChange, onBlur }, fault) => (
              <DateField label={t('date')} value={value} onChange={onChange} onBlur={onBlur} fault={fault} />
            )}
          </Field>
        </div>
        <Field control={control} name="start">
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
        </Field>
        <Field control={control} name="end">
          {({ value, onChange, onBlur }, fault) => (
            <TimeField label={t('end')} value={value} onChange={onChange} onBlur={onBlur} fault={fault} />
          )}
        </Field>
      </div>
      <SpanInWords form={values} span={span} />
      <Field control={control} name="zone">
        {({ value, onChange }, fault) => (
          <ZoneField
            label={t('zone')}
            value={value}
            onChange={onChange}
            first={values.guests.flatMap(({ zone }) => zone ?? [])}
            {...(span ? { instant: span.start } : {})}
            fault={fault}
          />
        )}
      </Field>
    </>
  );
}

/** How long it takes, on which day it ends, and when it is for me if the zone is not mine. */
function SpanInWords({ form, span }: { form: MeetingForm; span: { start: number; end: number } | null }) {
  const t = useTranslations('meetingForm');
  const formats = useFormats();
  if (!span) return null;
  const ends = endDate(form);
  const minutes = minutesBetween({ date: form.date, time: form.start }, { date: ends, time: form.end }, form.zone);
  const parts = [t('length', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })];
  if (ends !== form.date) parts.push(t('nextDay'));
  if (form.zone !== formats.zone) {
    parts.push(t('forYou', { time: `${formats.shortDay(span.start)}, ${formats.timeRange(span.start, span.end)}` }));
  }
  return <p className="tabular -mt-2 text-xs text-fg-3">{parts.join(' · ')}</p>;
}

interface FieldProps<Name extends Path<MeetingForm>> {
  control: Control<MeetingForm>;
  name: Name;
  children(field: ControllerRenderProps<MeetingForm, Name>, fault: string | undefined): React.ReactElement;
}

function Field<Name extends Path<MeetingForm>>({ control, name, children }: FieldProps<Name>) {
  const faultText = useFaultText();
  return (
    <Controller
      control={control}
      name={name}
      render={({ field, fieldState }) => children(field, faultText(fieldState.error?.message))}
    />
  );
}
