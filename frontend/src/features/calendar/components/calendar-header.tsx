'use client';

import { CalendarCheck, ChevronDown, ChevronLeft, ChevronRight, Globe, Printer } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { useFormats } from '@/lib/time/formats-context';
import { daysIn, layoutOf, type View } from '../view';
import { ViewChoice, ViewMenu } from './lazy-parts';
import { NextUp } from './next-up';

interface Props {
  title: string;
  view: View;
  /** A phone shows a day, a month or the agenda, and has less room for saying so. */
  phone: boolean;
  /** Room for all views side by side. */
  wide: boolean;
  /** An instant of what is shown: offsets differ from date to date. */
  instant: number;
  isFetching: boolean;
  onView(view: View): void;
  onPage(by: -1 | 1): void;
  onToday(): void;
  onPrint(): void;
  onJump(anchor: HTMLElement): void;
  onZones(anchor: HTMLElement): void;
  account: ReactNode;
}

const arrow = { 'aria-hidden': true, className: 'size-4.5 rtl:-scale-x-100', strokeWidth: 1.75 } as const;
const icon = { 'aria-hidden': true, className: 'size-4.5', strokeWidth: 1.75 } as const;
export function CalendarHeader(props: Props) {
  const { title, view, phone, wide, instant, isFetching, onView, onPage, onToday, onPrint, onJump, onZones, account } = props;
  const t = useTranslations('calendar');
  const formats = useFormats();
  const heading = useRef<HTMLButtonElement>(null);
  const zone = useRef<HTMLButtonElement>(null);
  const count = daysIn(view);
  const kind = /^\d$/.test(view) ? 'days' : (view as 'day' | 'week' | 'month' | 'agenda');
  const several: View = kind === 'days' ? view : '3';
  const names: Partial<Record<View, string>> = { day: t('views.day'), [several]: t('views.days', { count: daysIn(several) }), week: t('views.week'), month: t('views.month'), agenda: t('views.agenda') };
  const offered: View[] = phone ? ['day', 'month', 'agenda'] : ['day', several, 'week', 'month', 'agenda'];

  return (
    <header className="calendar-header relative flex min-h-14 flex-none items-center gap-1 border-b border-line bg-surface px-2 sm:gap-2 sm:px-4">
      <h1 className="me-auto min-w-0">
        <button
          ref={heading}
          type="button"
          aria-label={t('jump', { range: title })}
          aria-haspopup="dialog"
          onClick={() => heading.current && onJump(heading.current)}
          className="flex min-h-(--control) max-w-full cursor-pointer items-center rounded-md px-2 text-md font-[650] tracking-[-0.01em] hover:bg-hover sm:text-lg lg:text-xl"
        >
          <span className="min-w-0 text-start leading-[1.1] text-balance first-letter:uppercase">
            {title}
            {/* On the line of the last word, however many there are. */}
            {'\u2060'}
            <ChevronDown aria-hidden className="ms-1 inline size-4 align-[-0.1em] text-fg-3 print:hidden" strokeWidth={2} />
          </span>
        </button>
      </h1>
      {!phone && !wide ? <NextUp /> : null}
      <div className="flex items-center print:hidden">
        <Button look="ghost" square aria-label={t(`previous.${kind}`, { count })} onPress={() => onPage(-1)} icon={<ChevronLeft {...arrow} />} />
        {phone ? (
          <Button look="ghost" square aria-label={t('today')} onPress={onToday} icon={<CalendarCheck {...icon} />} />
        ) : (
          <Button onPress={onToday}>{t('today')}</Button>
        )}
        <Button look="ghost" square aria-label={t(`next.${kind}`, { count })} onPress={() => onPage(1)} icon={<ChevronRight {...arrow} />} />
      </div>
      {!wide ? (
        <ViewMenu label={t('view')} view={view} offered={offered} names={names} onView={onView} onPrint={onPrint} />
      ) : (
        <div className="print:hidden">
          <ViewChoice label={t('view')} value={view} onChange={onView} options={offered.map((value) => ({ value, label: names[value] ?? '' }))} />
        </div>
      )}
      {wide ? (
        <div className="hidden min-[1400px]:block print:hidden">
          <Button look="ghost" square aria-label={t('print')} onPress={onPrint} icon={<Printer {...icon} />} />
        </div>
      ) : null}
      {layoutOf(view) === 'hours' && !phone ? (
        <button
          ref={zone}
          type="button"
          aria-haspopup="dialog"
          aria-label={t('zones', { zone: formats.zoneLabel(instant) })}
          onClick={() => zone.current && onZones(zone.current)}
          className="tabular hidden h-7 cursor-pointer items-center gap-1.5 rounded-full bg-hover px-3 text-xs font-[550] whitespace-nowrap text-fg-2 hover:text-fg lg:inline-flex print:hidden"
        >
          <Globe aria-hidden className="size-3.5" strokeWidth={1.75} />
          <span className="hidden xl:inline">{formats.zoneLabel(instant)}</span>
        </button>
      ) : null}
      {account}
      {isFetching ? <span aria-hidden className="skeleton-late absolute inset-x-0 bottom-0 h-0.5 bg-accent-soft" /> : null}
    </header>
  );
}
