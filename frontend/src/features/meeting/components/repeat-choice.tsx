'use client';

import { useTranslations } from 'use-intl';
import { Select } from '@/components/select';
import { presetOf, presets, repeatOf, type Repeats } from '../repeat';

interface Props {
  value: Repeats;
  /** The day of the start. */
  date: string;
  onChange(repeats: Repeats): void;
  /** Opens the editor for everything else; without it there are only the simple choices. */
  onCustom?(): void;
  /** That editor is open, although a simple choice may say the same. */
  isCustom?: boolean;
  fault?: string | undefined;
}

/** How often, among the simple choices. */
export function RepeatChoice({ value, date, onChange, onCustom, isCustom = false, fault }: Props) {
  const t = useTranslations('repeat');
  const preset = presetOf(value, date);
  const simple = presets.map((one) => ({ id: one as string, label: t(one) }));
  const offersCustom = onCustom !== undefined || preset === null;
  return (
    <Select
      label={t('label')}
      value={isCustom ? 'custom' : (preset ?? 'custom')}
      fault={fault}
      options={offersCustom ? [...simple, { id: 'custom', label: t('custom') }] : simple}
      onChange={(chosen) => {
        const known = presets.find((one) => one === chosen);
        if (known) onChange(repeatOf(known, date));
        else onCustom?.();
      }}
    />
  );
}
