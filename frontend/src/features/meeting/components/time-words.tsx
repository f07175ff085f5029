'use client';

import { useTranslations } from 'use-intl';
import { useFormats } from '@/lib/time/formats-context';
import { spanOf, type MeetingForm } from '../schema';

/** When it is to be, in words, with the zone; nothing while a field is empty. */
export function TimeWords({ form }: { form: MeetingForm }) {
  const t = useTranslations('quick');
  const formats = useFormats();
  if (form.allDay) {
    if (!form.date || !form.lastDate) return null;
    const [first, last] = [Temporal.PlainDate.from(form.date), Temporal.PlainDate.from(form.lastDate)];
    const days = first.equals(last)
      ? formats.longDate(first)
      : t('days', { first: formats.shortDate(first), last: formats.shortDate(last) });
    return (
      <span>
        <span className="font-[550]">{days}</span> <span className="text-fg-2">· {t('allDay')}</span>
      </span>
    );
  }
  const span = spanOf(form);
  if (!span) return null;
  return (
    <span className="tabular">
      <span className="font-[550]">
        {formats.longDay(span.start, form.zone)}, <span className="inline-block">{formats.timeRange(span.start, span.end, form.zone)}</span>
      </span>{' '}
      <span className="text-sm text-fg-3">{formats.zoneLabel(span.start, form.zone)}</span>
      {form.zone !== formats.zone ? (
        <span className="block text-sm text-fg-2">
          {t('forYou', { time: `${formats.shortDay(span.start)}, ${formats.timeRange(span.start, span.end)}` })}
        </span>
      ) : null}
    </span>
  );
}
