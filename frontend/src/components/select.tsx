'use client';

import { Check, ChevronDown } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { cx } from './class-names';
import { controlClass, Fault, Label } from './field';

interface Option<Value extends string> {
  readonly id: Value;
  readonly label: string;
}

interface Props<Value extends string> {
  label: string;
  options: readonly Option<Value>[];
  value: Value;
  onChange(value: Value): void;
  fault?: string | undefined;
}

/** One of several, out of a list that opens. */
export function Select<Value extends string>({ label, options, value, onChange, fault }: Props<Value>) {
  return (
    <AriaSelect
      value={value}
      onChange={(key) => key !== null && onChange(String(key) as Value)}
      isInvalid={Boolean(fault)}
      validationBehavior="aria"
      className="flex min-w-0 flex-col gap-1.5 outline-none"
    >
      <Label>{label}</Label>
      <Button className={cx(controlClass, 'flex min-h-(--control) cursor-pointer items-center gap-2 py-1 text-start')}>
        <SelectValue className="min-w-0 flex-1 leading-snug break-words">{({ selectedText }) => selectedText}</SelectValue>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-fg-3" strokeWidth={1.75} />
      </Button>
      <Fault>{fault}</Fault>
      <Popover className="pop z-50 min-w-(--trigger-width) rounded-lg bg-raised shadow-2 outline-none" offset={4}>
        <ListBox items={options} className="max-h-72 overflow-auto p-1 outline-none">
          {(option) => (
            <ListBoxItem
              id={option.id}
              textValue={option.label}
              className="group flex min-h-9 cursor-pointer items-center gap-2 rounded-sm px-2.5 py-1.5 text-base outline-none data-focused:bg-hover pointer-coarse:min-h-11"
            >
              <span className="min-w-0 flex-1">{option.label}</span>
              <Check aria-hidden className="invisible size-4 text-accent group-data-selected:visible" strokeWidth={2} />
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
