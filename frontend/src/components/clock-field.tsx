'use client';

import { useState } from 'react';
import { Input } from 'react-aria-components/Input';
import { TextField as AriaTextField } from 'react-aria-components/TextField';
import { cx } from './class-names';
import { controlClass, Label } from './field';

interface Props {
  label: string;
  /** The label stands in what is around it. */
  quiet?: boolean;
  /** What is shown while nobody types. */
  value: string;
  /** Reads what was typed; null for what is no time of day. */
  parse(text: string): string | null;
  onChange(value: string): void;
  isInvalid?: boolean;
}

/** A time of day, typed as people write it; what is none falls back to what stood there. */
export function ClockField({ label, quiet = false, value, parse, onChange, isInvalid = false }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const settle = () => {
    const read = typed === null ? null : parse(typed);
    setTyped(null);
    if (read) onChange(read);
  };
  return (
    <AriaTextField
      value={typed ?? value}
      onChange={setTyped}
      onBlur={settle}
      onKeyDown={(event) => event.key === 'Enter' && settle()}
      isInvalid={isInvalid}
      autoComplete="off"
      className="flex w-23 flex-none flex-col gap-1.5"
      {...(quiet ? { 'aria-label': label } : {})}
    >
      {quiet ? null : <Label>{label}</Label>}
      <Input className={cx(controlClass, 'tabular h-(--control) text-center')} onFocus={(event) => event.target.select()} />
    </AriaTextField>
  );
}
