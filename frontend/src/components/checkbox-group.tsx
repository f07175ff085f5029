'use client';

import { CheckboxGroup as AriaCheckboxGroup } from 'react-aria-components/CheckboxGroup';
import { Checkbox } from './checkbox';
import { Fault, Label } from './field';

interface Props {
  label: string;
  options: readonly { value: string; label: string }[];
  value: string[];
  onChange(value: string[]): void;
  fault?: string | undefined;
}

/** Any of several, all in view. */
export function CheckboxGroup({ label, options, value, onChange, fault }: Props) {
  return (
    <AriaCheckboxGroup
      value={value}
      onChange={onChange}
      isInvalid={Boolean(fault)}
      validationBehavior="aria"
      className="flex flex-col gap-1.5"
    >
      <Label>{label}</Label>
      <div className="flex flex-col">
        {options.map((option) => (
          <Checkbox key={option.value} value={option.value}>
            {option.label}
          </Checkbox>
        ))}
      </div>
      <Fault>{fault}</Fault>
    </AriaCheckboxGroup>
  );
}
