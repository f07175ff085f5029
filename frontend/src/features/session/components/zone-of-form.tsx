'use client';

import dynamic from 'next/dynamic';
import { Controller, type Control, type FieldValues, type Path } from 'react-hook-form';
import { Skeleton } from '@/components/skeleton';

// A combobox weighs more than the page that asks for one zone.
const ZoneField = dynamic(() => import('./zone-field').then((module) => module.ZoneField), {
  ssr: false,
  loading: () => <Skeleton className="h-[58px]" />,
});

interface Props<Values extends FieldValues> {
  control: Control<Values>;
  name: Path<Values>;
  label: string;
  faultText(message: string | undefined): string | undefined;
}

export function ZoneOfForm<Values extends FieldValues>({ control, name, label, faultText }: Props<Values>) {
  return (
    <Controller
      control={control}
      name={name}
      render={({ field, fieldState }) => (
        <ZoneField label={label} value={field.value} onChange={field.onChange} fault={faultText(fieldState.error?.message)} />
      )}
    />
  );
}
