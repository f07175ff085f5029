'use client';

import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { ComboBox as AriaComboBox } from 'react-aria-components/ComboBox';
import { Input } from 'react-aria-components/Input';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { cx } from './class-names';
import { controlClass, Fault, Hint, Label } from './field';

export interface Suggestion {
  id: string;
  /** What is typed when it is chosen, and what assistive technology reads. */
  text: string;
  content?: ReactNode;
}

interface Props {
  label: string;
  suggestions: readonly Suggestion[];
  input: string;
  onInput(text: string): void;
  onChoose(id: string): void;
  onBlur?(): void;
  empty: string;
  hint?: string;
  fault?: string | undefined;
  placeholder?: string;
  /** Shows the button that opens all suggestions. */
  expandable?: boolean;
  openLabel?: string;
}

/** Type to narrow, arrows to choose. What is suggested for which text is the caller's business. */
export function ComboBox(props: Props) {
  const { label, suggestions, input, onInput, onChoose, onBlur, empty, hint, fault, placeholder, expandable, openLabel } = props;
  return (
    <AriaComboBox
      items={suggestions}
      inputValue={input}
      onInputChange={onInput}
      value={null}
      onChange={(key) => key !== null && onChoose(String(key))}
      allowsCustomValue
      allowsEmptyCollection={input.trim().length > 0}
      defaultFilter={() => true}
      // What was chosen is taken out of the field by its owner: that opens nothing.
      menuTrigger={input === '' ? 'manual' : 'input'}
      isInvalid={Boolean(fault)}
      validationBehavior="aria"
      {...(onBlur ? { onBlur } : {})}
      className="flex min-w-0 flex-col gap-1.5"
    >
      <Label>{label}</Label>
      <div className="relative">
        <Input {...(placeholder ? { placeholder } : {})} className={cx(controlClass, 'h-(--control)', expandable && 'pe-9')} />
        {expandable ? (
          <Button
            aria-label={openLabel ?? label}
            className="absolute inset-y-0 end-0 flex w-9 cursor-pointer items-center justify-center text-fg-3 hover:text-fg"
          >
            <ChevronDown aria-hidden className="size-4" strokeWidth={1.75} />
          </Button>
        ) : null}
      </div>
      {hint && !fault ? <Hint>{hint}</Hint> : null}
      <Fault>{fault}</Fault>
      <Popover className="pop z-50 w-(--trigger-width) rounded-lg bg-raised shadow-2 outline-none" offset={4}>
        <ListBox
          className="max-h-72 overflow-auto p-1 outline-none"
          renderEmptyState={() => <p className="px-2.5 py-2 text-sm text-fg-3">{empty}</p>}
        >
          {(item: Suggestion) => (
            <ListBoxItem
              id={item.id}
              textValue={item.text}
              className="flex min-h-9 cursor-pointer items-center rounded-sm px-2.5 py-1.5 text-base outline-none data-focused:bg-hover pointer-coarse:min-h-11"
            >
              {item.content ?? item.text}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
