'use client';

import { useTranslations } from 'use-intl';
import type { Meeting } from '@/lib/api/types';
import { useFormats } from '@/lib/time/formats-context';
import { isAllDay, startOf } from '@/lib/time/moment';
import { useNow, useServerSeconds } from '@/lib/time/use-now';

/** While it is on: that it is, since when, and how long there still is. */
export function LiveStrip({ meeting }: { meeting: Meeting }) {
  const formats = useFormats();
  const now = useNow();
  if (isAllDay(meeting.start) || meeting.state !== 'scheduled') return null;
  const [start, end] = [startOf(meeting.start, formats.zone), startOf(meeting.end, formats.zone)];
  return now >= start && now < end ? <Elapsed start={start} end={end} /> : null;
}

function Elapsed({ start, end }: { start: number; end: number }) {
  const t = useTranslations('meetingPage');
  const now = useServerSeconds(true);
  const [since, left] = [Math.max(0, Math.floor((now - start) / 60_000)), Math.max(0, Math.ceil((end - now) / 60_000))];
  return (
    <div className="mb-4 flex items-center gap-3 rounded-md border-s-4 border-accent bg-accent-soft px-3 py-2 text-sm print:hidden">
      <span aria-hidden className="live-dot size-2 rounded-full bg-accent" />
      <p className="tabular">
        <span className="font-[600] text-accent-text">{t('live', { minutes: since })}</span>
        <span className="text-fg-2"> · {t('left', { minutes: left })}</span>
      </p>
    </div>
  );
}
