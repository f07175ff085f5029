'use client';

import { Repeat } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { Meeting } from '@/lib/api/types';
import { useFormats } from '@/lib/time/formats-context';
import { isAllDay, startOf } from '@/lib/time/moment';
import { cityOf } from '@/lib/time/zones';

/** When it is for me, and where it was meant if that is another zone; `short` where all zones stand below. */
export function MeetingTime({ meeting, short = false }: { meeting: Meeting; short?: boolean }) {
  const t = useTranslations('meeting');
  const formats = useFormats();
  if (isAllDay(meeting.start) || isAllDay(meeting.end)) {
    const first = Temporal.PlainDate.from(isAllDay(meeting.start) ? meeting.start.date : meeting.start.date_time);
    const after = Temporal.PlainDate.from(isAllDay(meeting.end) ? meeting.end.date : meeting.end.date_time);
    const last = Temporal.PlainDate.compare(after, first) > 0 ? after.subtract({ days: 1 }) : first;
    return (
      <div className="flex flex-col gap-0.5">
        <p className="text-md font-[550] first-letter:uppercase">
          {formats.dateRange(first, last)} <span className="font-[420] text-fg-2">· {t('allDay')}</span>
        </p>
        <Repeats sentence={meeting.recurrence_sentence} />
      </div>
    );
  }
  const [start, end] = [startOf(meeting.start, formats.zone), startOf(meeting.end, formats.zone)];
  const theirs = meeting.start.time_zone;
  return (
    <div className="tabular flex flex-col gap-0.5">
      <p className="text-md first-letter:uppercase">
        <time dateTime={meeting.start.utc} className="font-[550]">
          {formats.longDay(start)}, {formats.timeRange(start, end)}
        </time>{' '}
        <span className="text-sm text-fg-3">{formats.zoneLabel(start)}</span>
      </p>
      {theirs !== formats.zone && !short ? (
        <p className="text-sm text-fg-2">
          {t('inZone', {
            time: `${formats.dayShift(start, theirs) === 0 ? '' : `${formats.shortDay(start, theirs)}, `}${formats.timeRange(start, end, theirs)}`,
            city: cityOf(theirs),
          })}
        </p>
      ) : null}
      <Repeats sentence={meeting.recurrence_sentence} />
    </div>
  );
}

function Repeats({ sentence }: { sentence: string | null }) {
  const t = useTranslations('meeting');
  if (sentence === null) return null;
  return (
    <p className="flex items-center gap-1.5 text-sm text-fg-2">
      <Repeat aria-hidden className="size-3.5" />
      {t('repeats', { sentence })}
    </p>
  );
}
