'use client';

import { Check } from 'lucide-react';
import { Checkbox } from 'react-aria-components/Checkbox';
import { CheckboxGroup as AriaCheckboxGroup } from 'react-aria-components/CheckboxGroup';
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
          <Checkbox
            key={option.value}
            value={option.value}
            className="group flex min-h-8 cursor-pointer items-center gap-2.5 rounded-sm text-base pointer-coarse:min-h-11"
          >
            <span
              aria-hidden
              className="flex size-4.5 flex-none items-center justify-center rounded-xs border border-line-strong bg-surface text-on-accent group-data-selected:border-accent group-data-selected:bg-accent group-data-invalid:border-danger"
            >
              <Check className="hidden size-3.5 group-data-selected:block" strokeWidth={2.5} />
            </span>
            {option.label}
          </Checkbox>
        ))}
      </div>
      <Fault>{fault}</Fault>
    </AriaCheckboxGroup>
  );
}
