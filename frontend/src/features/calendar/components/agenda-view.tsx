'use client';

import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { cx } from '@/components/class-names';
import { Words } from '@/lib/locale';
import { wordsOf } from '@/lib/words';
import type { WorkingHours } from '@/lib/api/types';
import { useFormats } from '@/lib/time/formats-context';
import { daysFrom } from '@/lib/time/range';
import { agendaOf } from '../agenda';
import { common, workOn } from '../hours';
import type { Overlay } from '../overlays';
import { useCalendar } from '../queries';
import { AgendaRows } from './agenda-rows';
import { AgendaSkeleton } from './calendar-skeleton';
import type { GridActions } from './time-grid';
import { useCalendars } from './use-calendars';

const words = wordsOf('views');

interface Props extends GridActions {
  from: Temporal.PlainDate;
  /** The last day that is to be printed. */
  paper: Temporal.PlainDate | null;
  overlays: readonly Overlay[];
  now: number;
  hours: readonly (WorkingHours | null)[];
}

export function AgendaView(props: Props) {
  return (
    <Words of={words} meanwhile={<AgendaSkeleton />}>
      <Agenda {...props} />
    </Words>
  );
}

/** Weeks that come at once, and at the most in either direction. */
const [more, most] = [4, 104];
const atFirst = { back: 1, on: more };
/** Pixels from an end at which more is fetched. */
const near = 400;

/** Day by day in both directions; more comes when one gets near an end, and the list stays where one reads. */
function Agenda({ from, paper, overlays, now, hours, onOpen, onCreate }: Props) {
  const t = useTranslations('views');
  const c = useTranslations('calendar');
  const formats = useFormats();
  const [weeks, setWeeks] = useState(atFirst);
  // What is to be printed is there, as far as anything is.
  const on = Math.max(weeks.on, paper ? Math.min(Math.ceil((from.until(paper).days + 1) / 7), most) : 0);
  const dates = useMemo(() => daysFrom(from.subtract({ weeks: weeks.back }), 7 * (weeks.back + on)), [from, weeks.back, on]);
  const { blocks, isPending, isFetching, error } = useCalendar(dates, formats.zone, overlays);
  const isComing = isPending && blocks.length === 0 && weeks === atFirst;
  const { calendars, drawn } = useCalendars(blocks, overlays, false);
  const days = useMemo(
    () => agendaOf(dates, drawn, formats.zone, (date) => common(hours.map((each) => workOn(date, formats.zone, each))), now),
    [dates, drawn, formats.zone, hours, now],
  );
  const scroller = useRef<HTMLDivElement>(null);
  const place = useRef<{ date: string; offset: number }>({ date: from.toString(), offset: 0 });

  const extend = (side: 'back' | 'on') => setWeeks((known) => ({ ...known, [side]: Math.min(known[side] + more, most) }));
  const scrolled = () => {
    const box = scroller.current!;
    const reading = sections(box).find((each) => each.offsetTop + each.offsetHeight > box.scrollTop);
    if (reading) place.current = { date: reading.dataset['date']!, offset: reading.offsetTop - box.scrollTop };
    if (isFetching) return;
    if (box.scrollTop < near) extend('back');
    if (box.scrollHeight - box.scrollTop - box.clientHeight < near) extend('on');
  };
  useLayoutEffect(() => {
    const box = scroller.current;
    const reading = box && sections(box).find((each) => each.dataset['date']! >= place.current.date);
    if (reading) box.scrollTop = reading.offsetTop - place.current.offset;
  }, [days, isComing]);

  if (isComing) return <AgendaSkeleton />;
  return (
    <div ref={scroller} className="agenda" onWheel={scrolled} onTouchMove={scrolled} onKeyUp={scrolled}>
      <div className="mx-auto flex w-full max-w-3xl flex-col gap-4 px-3 py-3 sm:px-6">
        <Button look="ghost" className="self-center print:hidden" isPending={isFetching} onPress={() => extend('back')}>
          {t('earlier')}
        </Button>
        {days.map(({ day, rows }) => {
          const today = now >= day.start && now < day.end;
          return (
            <section
              key={day.start}
              data-date={day.date.toString()}
              data-day-name={formats.longDate(day.date)}
              aria-labelledby={`day-${day.date}`}
              className={cx(paper && (isBefore(day.date, from) || isBefore(paper, day.date)) && 'print:hidden')}
            >
              <h2 id={`day-${day.date}`} className={cx('agenda-day first-letter:uppercase', today && 'text-accent')}>
                {formats.date(day.date, { weekday: 'long', day: 'numeric', month: 'long', ...(day.date.year === from.year ? {} : { year: 'numeric' }) })}
                {today ? ' ' : null}
                {today ? <span className="ms-2 rounded-full bg-accent px-2 py-0.5 text-2xs font-[600] text-on-accent">{c('today')}</span> : null}
              </h2>
              {rows.length === 0 && !error ? <p className="px-2 py-1 text-fg-3">{t('nothing')}</p> : null}
              <AgendaRows rows={rows} calendars={calendars} now={now} onOpen={onOpen} />
            </section>
          );
        })}
        {days.length === 0 && !isFetching && !error ? (
          <p className="py-8 text-center text-fg-3">
            {t('noMore', { first: formats.shortDate(dates[0]!), last: formats.shortDate(dates[dates.length - 1]!) })}
          </p>
        ) : null}
        <div className="flex justify-center gap-2 print:hidden">
          <Button look="ghost" isPending={isFetching} onPress={() => extend('on')}>
            {t('later')}
          </Button>
          {days.length === 0 ? (
            <Button onPress={() => onCreate(nextHalfHour(now))}>{t('create')}</Button>
          ) : null}
        </div>
      </div>
    </div>
  );
}

function isBefore(one: Temporal.PlainDate, other: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(one, other) < 0;
}

function sections(box: HTMLElement): HTMLElement[] {
  return [...box.querySelectorAll<HTMLElement>('[data-date]')];
}

function nextHalfHour(now: number) {
  const half = 30 * 60_000;
  const start = Math.ceil((now + 1) / half) * half;
  return { start, end: start + half, allDay: false };
}
