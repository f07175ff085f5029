'use client';

import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { ComboBox } from '@/components/combo-box';
import { cityOf, offsetOf, searchZones } from '@/lib/time/zones';

interface Props {
  label: string;
  value: string;
  onChange(zone: string): void;
  /** Zones worth offering first, such as those of the people involved. */
  first?: readonly string[];
  /** Epoch milliseconds for which offsets are shown; now when not given. */
  instant?: number;
  fault?: string | undefined;
}

/** An IANA zone, found by city, region or offset. What is typed and not chosen falls back to the last choice. */
export function ZoneField({ label, value, onChange, first = [], instant, fault }: Props) {
  const t = useTranslations('session');
  const [typed, setTyped] = useState<string | null>(null);
  const at = instant ?? Date.now();
  const shown = value ? `${cityOf(value)} (${offsetOf(value, at)})` : '';
  const found = useMemo(
    () => searchZones(typed ?? '', at, value ? [value, ...first] : first).slice(0, 60),
    // The offsets only change with the date.
    [typed, value, first, Math.floor(at / 86_400_000)],
  );
  return (
    <ComboBox
      label={label}
      input={typed ?? shown}
      onInput={(text) => setTyped(text === shown ? null : text)}
      onChoose={(zone) => {
        onChange(zone);
        setTyped(null);
      }}
      onBlur={() => setTyped(null)}
      empty={t('noZone')}
      fault={fault}
      expandable
      openLabel={t('allZones')}
      suggestions={found.map((zone) => ({
        id: zone,
        text: `${cityOf(zone)} ${offsetOf(zone, at)}`,
        content: (
          <span className="flex w-full items-baseline justify-between gap-3">
            <span>{cityOf(zone)}</span>
            <span className="tabular text-xs text-fg-3">{offsetOf(zone, at)}</span>
          </span>
        ),
      }))}
    />
  );
}
