'use client';

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useFormats } from '@/lib/time/formats-context';
import { daysFrom, todayIn } from '@/lib/time/range';
import { useNow } from '@/lib/time/use-now';
import { useCalendar } from '../queries';

/** What is on or comes within seven days, and how to say when. */
export function useComing(most: number) {
  const t = useTranslations('calendar');
  const formats = useFormats();
  const now = useNow();
  const today = todayIn(formats.zone, now);
  const key = today.toString();
  const days = useMemo(() => daysFrom(Temporal.PlainDate.from(key), 7), [key]);
  const { blocks, isPending, error } = useCalendar(days, formats.zone);
  const horizon = now + 7 * 86_400_000;
  const coming = blocks
    .filter(({ dates, start, end, entry }) => !dates && end > now && start < horizon && entry.state === 'scheduled' && entry.meeting_id)
    .slice(0, most);
  const when = ({ start, end }: { start: number; end: number }): string => {
    if (start <= now) return t('nowUntil', { time: formats.time(end) });
    if (start - now < 90 * 60_000) return `${formats.relative(start, now)} · ${formats.time(start)}`;
    const sameDay = todayIn(formats.zone, start).equals(today);
    return sameDay ? `${t('today')}, ${formats.time(start)}` : `${formats.shortDay(start)}, ${formats.time(start)}`;
  };
  return { coming, today, when, isPending, error };
}
