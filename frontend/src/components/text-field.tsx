'use client';

import type { ReactNode, Ref } from 'react';
import { Input } from 'react-aria-components/Input';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField as AriaTextField, type TextFieldProps } from 'react-aria-components/TextField';
import { cx } from './class-names';
import { controlClass, Fault, Hint, Label } from './field';

interface Props extends Omit<TextFieldProps, 'children' | 'className' | 'style'> {
  label: string;
  /** Of a label that stands above already. */
  quiet?: boolean;
  hint?: ReactNode;
  fault?: string | undefined;
  placeholder?: string;
  /** More than one makes it a text area. */
  rows?: number;
  inputRef?: Ref<HTMLInputElement & HTMLTextAreaElement>;
  /** A title: larger, without a frame of its own. */
  large?: boolean;
}

export function TextField({ label, quiet = false, hint, fault, placeholder, rows = 1, inputRef, large = false, ...rest }: Props) {
  const shared = { ...(placeholder ? { placeholder } : {}), ...(inputRef ? { ref: inputRef } : {}) };
  return (
    <AriaTextField {...rest} isInvalid={Boolean(fault)} validationBehavior="aria" className="flex min-w-0 flex-col gap-1.5">
      <Label quiet={quiet}>{label}</Label>
      {rows > 1 ? (
        <TextArea {...shared} rows={rows} className={cx(controlClass, 'resize-y py-2')} />
      ) : (
        <Input {...shared} className={cx(controlClass, large ? 'h-11 text-lg font-[550]' : 'h-(--control)')} />
      )}
      {hint && !fault ? <Hint>{hint}</Hint> : null}
      <Fault>{fault}</Fault>
    </AriaTextField>
  );
}
