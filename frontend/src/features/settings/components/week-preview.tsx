'use client';

import { useTranslations } from 'use-intl';
import { vars } from '@/components/css-vars';
import type { WeekOfHours } from '@/lib/api/types';
import { useFormats } from '@/lib/time/formats-context';
import { drawn, weekly, type Weekday } from '../hours';
import { dayName } from './week-hours';

interface Props {
  week: WeekOfHours;
  order: readonly Weekday[];
  title: string;
}

/** The week as it will look to whoever plans with it: a picture, said in words for those who do not see it. */
export function WeekPreview({ week, order, title }: Props) {
  const t = useTranslations('settings.hours');
  const formats = useFormats();
  const hours = Math.round(weekly(week) / 6) / 10;
  return (
    <figure className="mt-2 border-t border-line pt-4">
      <figcaption className="flex justify-between text-sm text-fg-2">
        <span className="font-[550]">{title}</span>
        <span className="tabular">{t('sum', { hours })}</span>
      </figcaption>
      <div aria-hidden className="mt-3 grid grid-cols-7 gap-1.5">
        {order.map((day) => (
          <div key={day} className="flex flex-col items-center gap-1">
            <div className="week-preview w-full overflow-hidden rounded-sm bg-sunken">
              {drawn(week, day).map(({ from, to }) => (
                <span key={from} className="rounded-xs bg-accent" style={vars({ '--from': from / 1440, '--to': to / 1440 })} />
              ))}
            </div>
            <span className="text-2xs text-fg-3">{dayName(formats, day, 'short')}</span>
          </div>
        ))}
      </div>
    </figure>
  );
}
