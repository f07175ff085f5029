'use client';

import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { Meeting } from '@/lib/api/types';
import { useFormats } from '@/lib/time/formats-context';
import { isAllDay, startOf } from '@/lib/time/moment';
import { cityOf } from '@/lib/time/zones';
import { zonesOf } from '../one-date';

/** "in 3 zones": when it is for everybody who is in it, with the days that differ from mine. */
export function ZonesDisclosure({ meeting }: { meeting: Meeting }) {
  const t = useTranslations('meetingPage');
  const formats = useFormats();
  const zones = zonesOf(meeting, formats.zone);
  if (isAllDay(meeting.start) || zones.length < 2) return null;
  const [start, end] = [startOf(meeting.start, formats.zone), startOf(meeting.end, formats.zone)];
  return (
    <details className="group w-fit max-w-full">
      <summary className="flex w-fit cursor-pointer list-none items-center gap-1 rounded-sm text-sm font-[500] text-fg-2 hover:text-fg pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        {t('inZones', { count: zones.length })}
        <ChevronDown aria-hidden className="size-4 transition-transform duration-(--t-1) group-open:rotate-180" strokeWidth={1.75} />
      </summary>
      <ul className="mt-1.5 flex flex-col gap-1.5 rounded-lg border border-line bg-surface px-3 py-2.5 text-sm">
        {zones.map(({ zone, names }) => {
          const shift = formats.dayShift(start, zone);
          return (
            <li key={zone} className="flex flex-wrap items-baseline gap-x-3">
              <span className="tabular font-[550]">
                {shift === 0 ? '' : `${formats.shortDay(start, zone)}, `}
                {formats.timeRange(start, end, zone)}
                {shift === 0 ? null : <span className="ms-1.5 text-xs font-[600] text-warning">{t('dayShift', { days: shift })}</span>}
              </span>
              <span className="text-fg-2">{cityOf(zone)}</span>
              <span className="min-w-0 text-fg-3">{formats.list(names.slice(0, 3))}{names.length > 3 ? ` +${names.length - 3}` : ''}</span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
