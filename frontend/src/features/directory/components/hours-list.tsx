'use client';

import { useTranslations } from 'use-intl';
import type { WeekOfHours } from '@/lib/api/types';
import { useFormats } from '@/lib/time/formats-context';
import { firstWeekday } from '@/lib/time/range';
import { weekRows } from '../week-rows';

interface Props {
  week: WeekOfHours;
  /** For a weekday without hours. */
  off: string;
}

/** When somebody works or a room is open; weekdays with the same hours stand in one line. */
export function HoursList({ week, off }: Props) {
  const t = useTranslations('range');
  const formats = useFormats();
  const day = (number: number) => formats.date(Temporal.PlainDate.from('2026-06-01').add({ days: number - 1 }), { weekday: 'short' });
  const clock = (text: string) => formats.wallTime(text === '24:00' ? 1440 : Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5)));
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
      {weekRows(week, firstWeekday(formats.locale)).map(({ first, last, windows }) => (
        <div key={first} className="contents">
          <dt className="text-fg-2">{first === last ? day(first) : t('days', { first: day(first), last: day(last) })}</dt>
          <dd className="tabular">
            {windows.length > 0 ? windows.map(({ start, end }) => `${clock(start)} – ${clock(end)}`).join(', ') : <span className="text-fg-3">{off}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
