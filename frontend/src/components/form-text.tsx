'use client';

import { useLayoutEffect, useRef, type ComponentProps } from 'react';
import { useController, type Control, type FieldValues, type Path, type PathValue } from 'react-hook-form';
import { TextField } from './text-field';

interface Props<Values extends FieldValues> extends Omit<ComponentProps<typeof TextField>, 'name' | 'fault' | 'inputRef'> {
  control: Control<Values>;
  name: Path<Values>;
  /** A fault in the reader's words. */
  faultText(message: string | undefined): string | undefined;
}

/** A text field of a form. */
export function FormText<Values extends FieldValues>({ control, name, faultText, ...rest }: Props<Values>) {
  const {
    field: { ref, ...field },
    fieldState,
  } = useController({ control, name });
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  // The page can be read before it works: what was typed or filled in by then is kept.
  useLayoutEffect(() => {
    const typed = input.current?.value as PathValue<Values, Path<Values>> | undefined;
    if (typed && typed !== field.value) field.onChange(typed);
  }, []);
  return (
    <TextField
      {...rest}
      {...field}
      inputRef={(element) => {
        input.current = element;
        ref(element);
      }}
      fault={faultText(fieldState.error?.message)}
    />
  );
}
