'use client';

import { parseDate, parseTime } from '@internationalized/date';
import { DateField as AriaDateField, DateInput, DateSegment } from 'react-aria-components/DateField';
import { TimeField as AriaTimeField } from 'react-aria-components/TimeField';
import { cx } from './class-names';
import { controlClass, Fault, Label } from './field';
import { useDisabled } from './fieldset';

interface Props {
  label: string;
  /** ISO text: YYYY-MM-DD or HH:MM; empty when not filled in. */
  value: string;
  onChange(value: string): void;
  onBlur?(): void;
  fault?: string | undefined;
  /** Heard, not seen: where a row of fields explains itself. */
  labelHidden?: boolean;
}

const segments = (
  <DateInput className={cx(controlClass, 'tabular flex h-(--control) items-center data-disabled:bg-sunken data-disabled:text-fg-3')}>
    {(segment) => (
      <DateSegment
        segment={segment}
        className="rounded-xs px-0.5 outline-none data-focused:bg-accent data-focused:text-on-accent data-placeholder:text-fg-3 data-[type=literal]:px-0 data-[type=literal]:text-fg-3"
      />
    )}
  </DateInput>
);

export function DateField({ label, value, onChange, onBlur, fault, labelHidden = false }: Props) {
  return (
    <AriaDateField
      {...(labelHidden ? { 'aria-label': label } : {})}
      value={value ? parseDate(value) : null}
      onChange={(date) => onChange(date?.toString() ?? '')}
      {...(onBlur ? { onBlur } : {})}
      isDisabled={useDisabled()}
      shouldForceLeadingZeros
      isInvalid={Boolean(fault)}
      validationBehavior="aria"
      className="flex min-w-0 flex-col gap-1.5"
    >
      {labelHidden ? null : <Label>{label}</Label>}
      {segments}
      <Fault>{fault}</Fault>
    </AriaDateField>
  );
}

export function TimeField({ label, value, onChange, onBlur, fault }: Props) {
  return (
    <AriaTimeField
      value={value ? parseTime(value) : null}
      onChange={(time) => onChange(time?.toString().slice(0, 5) ?? '')}
      {...(onBlur ? { onBlur } : {})}
      isDisabled={useDisabled()}
      shouldForceLeadingZeros
      isInvalid={Boolean(fault)}
      validationBehavior="aria"
      className="flex min-w-0 flex-col gap-1.5"
    >
      <Label>{label}</Label>
      {segments}
      <Fault>{fault}</Fault>
    </AriaTimeField>
  );
}
