'use client';

import { CalendarSearch } from 'lucide-react';
import { useWatch, type UseFormReturn } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Checkbox } from '@/components/checkbox';
import { Choice } from '@/components/choice';
import { Notice } from '@/components/notice';
import { Select } from '@/components/select';
import { TextField } from '@/components/text-field';
import { GuestPicker } from '@/features/people';
import { RoomPicker } from '@/features/rooms';
import { spanOf, type MeetingForm } from '../schema';
import { FormField } from './form-field';
import { RepeatEditor } from './repeat-editor';
import { TimeFields } from './time-fields';

interface Props {
  form: UseFormReturn<MeetingForm>;
  /** Editing does not touch the guests: they have a list of their own. */
  withGuests: boolean;
  /** One date of a series has no rule of its own, nor readers. */
  isOneDate?: boolean;
  /** The meeting stands already. */
  isEdited?: boolean;
  /** Looks for a time that suits the guests. */
  onFindTime?(): void;
  /** Ids of people who are part of it anyway. */
  without: readonly string[];
  /** The sentence above the fields when saving failed. */
  problem: string | null;
}

export function MeetingFields({ form, withGuests, isOneDate = false, isEdited = false, onFindTime, without, problem }: Props) {
  const t = useTranslations('meetingForm');
  const { control, setValue } = form;
  const values = useWatch({ control }) as MeetingForm;
  const span = spanOf(values);

  return (
    <>
      {problem ? <Notice tone="danger">{problem}</Notice> : null}
      <FormField control={control} name="title">
        {({ ref, ...field }, fault) => (
          <TextField {...field} inputRef={ref} label={t('title')} placeholder={t('titlePlaceholder')} fault={fault} large autoFocus />
        )}
      </FormField>
      <TimeFields form={form} values={values} asksZone={isEdited} canTurn={!isOneDate} />
      {onFindTime ? (
        <Button look="ghost" className="-mt-2 self-start" onPress={onFindTime} icon={<CalendarSearch aria-hidden className="size-4" strokeWidth={1.75} />}>
          {t('findTime')}
        </Button>
      ) : null}
      {isOneDate ? null : (
        <FormField control={control} name="repeats">
          {({ onChange }, fault) => <RepeatEditor form={values} onChange={onChange} fault={fault} />}
        </FormField>
      )}
      {withGuests ? (
        <FormField control={control} name="guests">
          {({ value, onChange }, fault) => (
            <GuestPicker
              value={value}
              onChange={onChange}
              without={without}
              instant={span?.start ?? null}
              span={span}
              withRoles
              fault={fault}
            />
          )}
        </FormField>
      ) : null}
      <FormField control={control} name="rooms">
        {({ value, onChange }, fault) => (
          <RoomPicker
            value={value}
            onChange={onChange}
            any={values.anyRoom}
            onAny={(seats) => setValue('anyRoom', seats, { shouldDirty: true })}
            people={values.guests.length + 1}
            span={span}
            offersAny={!isEdited}
            fault={fault}
          />
        )}
      </FormField>
      <FormField control={control} name="location">
        {({ ref, ...field }, fault) => (
          <TextField {...field} inputRef={ref} label={t('location')} placeholder={t('locationPlaceholder')} fault={fault} />
        )}
      </FormField>
      <FormField control={control} name="conference">
        {({ ref, ...field }, fault) => (
          <TextField {...field} inputRef={ref} label={t('conference')} type="url" placeholder={t('conferencePlaceholder')} fault={fault} />
        )}
      </FormField>
      <FormField control={control} name="description">
        {({ ref, ...field }, fault) => <TextField {...field} inputRef={ref} label={t('description')} rows={3} fault={fault} />}
      </FormField>
      {isOneDate ? null : <Visibility form={form} />}
      <FormField control={control} name="busy">
        {({ value, onChange }, fault) => (
          <Select
            label={t('busy')}
            value={value}
            onChange={onChange}
            fault={fault}
            options={[
              { id: 'busy', label: t('busyBusy') },
              { id: 'free', label: t('busyFree') },
              { id: 'exclusive', label: t('busyExclusive') },
            ]}
          />
        )}
      </FormField>
      {isEdited ? null : <Reminder form={form} />}
    </>
  );
}

function Visibility({ form: { control } }: { form: UseFormReturn<MeetingForm> }) {
  const t = useTranslations('meetingForm');
  return (
    <div className="flex flex-col gap-1">
      <FormField control={control} name="visibility">
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
      </FormField>
      <FormField control={control} name="guestsSee">
        {({ value, onChange }) => (
          <Checkbox isSelected={value} onChange={onChange}>
            {t('guestsSee')}
          </Checkbox>
        )}
      </FormField>
    </div>
  );
}

const leads = [5, 10, 15, 30, 60];
const day = 24 * 60;

function Reminder({ form: { control } }: { form: UseFormReturn<MeetingForm> }) {
  const t = useTranslations('meetingForm');
  const before = (minutes: number) => t('reminderBefore', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
  return (
    <FormField control={control} name="reminders">
      {({ value, onChange }) => (
        <Select
          label={t('reminder')}
          value={value === null ? 'usual' : value.length === 0 ? 'none' : String(value[0])}
          onChange={(chosen) => onChange(chosen === 'usual' ? null : chosen === 'none' ? [] : [Number(chosen)])}
          options={[
            { id: 'usual', label: t('reminderUsual') },
            { id: 'none', label: t('reminderNone') },
            { id: '0', label: t('reminderAt') },
            ...leads.map((minutes) => ({ id: String(minutes), label: before(minutes) })),
            { id: String(day), label: t('reminderDay') },
          ]}
        />
      )}
    </FormField>
  );
}
