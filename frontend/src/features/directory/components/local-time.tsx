'use client';

import { useTranslations } from 'use-intl';
import { Chip } from '@/components/chip';
import { useFormats } from '@/lib/time/formats-context';
import { useNow } from '@/lib/time/use-now';
import { cityOf, offsetOf } from '@/lib/time/zones';

/** What time it is where somebody is, and whether it is another day there. */
export function LocalTime({ zone }: { zone: string }) {
  const formats = useFormats();
  const now = useNow();
  return (
    <span className="flex flex-col items-end gap-0.5 text-end">
      <span className="flex items-center gap-1.5">
        <DayShift zone={zone} />
        <span className="tabular font-[550]">{formats.time(now, zone)}</span>
      </span>
      <span className="tabular text-xs whitespace-nowrap text-fg-3">
        {cityOf(zone)}, {offsetOf(zone, now)}
      </span>
    </span>
  );
}

/** "+1 day" where the date is another than the reader's. */
export function DayShift({ zone }: { zone: string }) {
  const t = useTranslations('directory');
  const formats = useFormats();
  const days = formats.dayShift(useNow(), zone);
  if (days === 0) return null;
  return <Chip tone="info">{days > 0 ? t('shift', { days }) : t('shiftBack', { days: -days })}</Chip>;
}
