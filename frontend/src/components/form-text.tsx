'use client';

import type { ComponentProps } from 'react';
import { Controller, type Control, type FieldValues, type Path } from 'react-hook-form';
import { TextField } from './text-field';

interface Props<Values extends FieldValues> extends Omit<ComponentProps<typeof TextField>, 'name' | 'fault' | 'inputRef'> {
  control: Control<Values>;
  name: Path<Values>;
  /** A fault in the reader's words. */
  faultText(message: string | undefined): string | undefined;
}

/** A text field of a form. */
export function FormText<Values extends FieldValues>({ control, name, faultText, ...rest }: Props<Values>) {
  return (
    <Controller
      control={control}
      name={name}
      render={({ field: { ref, ...field }, fieldState }) => (
        <TextField {...rest} {...field} inputRef={ref} fault={faultText(fieldState.error?.message)} />
      )}
    />
  );
}
