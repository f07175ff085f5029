'use client';

import { Copy, Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { ClockField } from '@/components/clock-field';
import { RowsSkeleton } from '@/components/skeleton';
import { Switch } from '@/components/switch';
import type { HoursWindow, WeekOfHours } from '@/lib/api/types';
import { Words } from '@/lib/locale';
import { wordsOf } from '@/lib/words';
import { minutesOf, parseClock } from '@/lib/time/clock';
import { useFormats } from '@/lib/time/formats-context';
import { firstWeekday } from '@/lib/time/range';
import { copied, nextWindow, overlapping, weekFrom, weekdays, type Weekday } from '../hours';
import { WeekPreview } from './week-preview';

const words = wordsOf('settings');

interface Props {
  week: WeekOfHours;
  onChange(week: WeekOfHours): void;
}

const icon = { 'aria-hidden': true, className: 'size-4', strokeWidth: 1.75 } as const;

/** Seven rows of hours, several stretches a day, and the week they make. What overlaps waits until it does not. */
export function WeekHours(props: Props) {
  return (
    <Words of={words} meanwhile={<RowsSkeleton rows={7} />}>
      <Rows {...props} />
    </Words>
  );
}

function Rows({ week, onChange }: Props) {
  const t = useTranslations('settings.hours');
  const formats = useFormats();
  const [held, setHeld] = useState<{ week: WeekOfHours; since: WeekOfHours } | null>(null);
  const shown = held && held.since === week ? held.week : week;

  const become = (next: WeekOfHours) => {
    if (weekdays.some((day) => overlapping(next[day]))) return setHeld({ week: next, since: week });
    setHeld(null);
    onChange(next);
  };

  const order = weekFrom(firstWeekday(formats.locale));
  return (
    <>
      <ul className="flex flex-col divide-y divide-line">
        {order.map((day) => (
          <DayRow
            key={day}
            day={day}
            windows={shown[day]}
            onChange={(windows) => become({ ...shown, [day]: windows })}
            onCopy={() => become(copied(shown, day))}
            onCopyOff={weekdays.filter((each) => shown[each].length > 0).length < 2}
          />
        ))}
      </ul>
      <WeekPreview week={shown} order={order} title={t('preview')} />
    </>
  );
}

interface DayProps {
  day: Weekday;
  windows: readonly HoursWindow[];
  onChange(windows: HoursWindow[]): void;
  onCopy(): void;
  /** There is no other day to copy to. */
  onCopyOff: boolean;
}

/** A Monday, and so on from it. */
const someMonday = '2026-01-05';

export function dayName(formats: ReturnType<typeof useFormats>, day: Weekday, weekday: 'long' | 'short'): string {
  return formats.date(Temporal.PlainDate.from(someMonday).add({ days: weekdays.indexOf(day) }), { weekday });
}

function DayRow({ day, windows, onChange, onCopy, onCopyOff }: DayProps) {
  const t = useTranslations('settings.hours');
  const formats = useFormats();
  const name = dayName(formats, day, 'long');
  const more = nextWindow(windows);
  const clash = overlapping(windows);
  return (
    <li className="flex flex-wrap gap-x-3 gap-y-2 py-3 first:pt-0 last:pb-0 sm:flex-nowrap md:flex-wrap lg:flex-nowrap">
      <div className="flex min-h-(--control) flex-1 items-center sm:w-36 sm:flex-none md:flex-1 lg:flex-none">
        <Switch isSelected={windows.length > 0} onChange={(on) => onChange(on ? [{ start: '09:00', end: '17:00' }] : [])}>
          <span className="inline-block font-[550] first-letter:uppercase">{name}</span>
        </Switch>
      </div>
      {/* Where they stand below the day, what is done to them stays beside it. */}
      <div className="order-1 flex min-w-0 basis-full flex-col gap-2 sm:order-none sm:flex-1 md:order-1 md:basis-full lg:order-none lg:flex-1">
        {windows.length === 0 ? <p className="flex min-h-(--control) items-center text-fg-3">{t('off')}</p> : null}
        {windows.map((window, index) => {
          const change = (part: Partial<HoursWindow>) =>
            onChange(windows.map((each, at) => (at === index ? { ...each, ...part } : each)));
          return (
            <div key={index} className="flex flex-wrap items-center gap-1.5">
              <Clock label={t('from', { day: name })} value={window.start} isInvalid={clash} onChange={(start) => change({ start })} />
              <span aria-hidden className="text-fg-3">
                –
              </span>
              <Clock label={t('until', { day: name })} value={window.end} isInvalid={clash} onChange={(end) => change({ end })} />
              {minutesOf(window.end) <= minutesOf(window.start) ? <span className="text-xs text-fg-3">{t('nextDay')}</span> : null}
              {windows.length > 1 ? (
                <Button
                  look="ghost"
                  square
                  aria-label={t('without', { day: name, start: window.start })}
                  icon={<X {...icon} />}
                  onPress={() => onChange(windows.filter((_, at) => at !== index))}
                />
              ) : null}
            </div>
          );
        })}
        {clash ? (
          <p role="alert" className="text-xs font-[500] text-danger">
            {t('overlap')}
          </p>
        ) : null}
      </div>
      {windows.length > 0 ? (
        <div className="flex flex-none items-start gap-0.5">
          <Button
            look="ghost"
            square
            isDisabled={more === null}
            aria-label={t('more', { day: name })}
            icon={<Plus {...icon} />}
            onPress={() => more && onChange([...windows, more])}
          />
          <Button look="ghost" square isDisabled={onCopyOff} aria-label={t('copy', { day: name })} icon={<Copy {...icon} />} onPress={onCopy} />
        </div>
      ) : null}
    </li>
  );
}

interface ClockProps {
  label: string;
  value: string;
  isInvalid?: boolean;
  onChange(value: string): void;
}

/** A time of day in the reader's way, kept as HH:MM. */
export function Clock({ value, ...rest }: ClockProps) {
  const formats = useFormats();
  return <ClockField {...rest} quiet value={formats.wallTime(minutesOf(value))} parse={parseClock} />;
}
