'use client';

import { Controller, type Control, type ControllerRenderProps, type Path } from 'react-hook-form';
import { useFaultText } from '@/lib/forms';
import type { MeetingForm } from '../schema';

interface Props<Name extends Path<MeetingForm>> {
  control: Control<MeetingForm>;
  name: Name;
  children(field: ControllerRenderProps<MeetingForm, Name>, fault: string | undefined): React.ReactElement;
}

/** A field of the meeting form, and what is wrong with it. */
export function FormField<Name extends Path<MeetingForm>>({ control, name, children }: Props<Name>) {
  const faultText = useFaultText();
  return (
    <Controller
      control={control}
      name={name}
      render={({ field, fieldState }) => children(field, faultText(fieldState.error?.message))}
    />
  );
}
