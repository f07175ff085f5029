'use client';

import { useRouter, useSearchParams } from 'next/navigation';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { StaleNotice } from '@/components/stale-notice';
import { toasts } from '@/components/toasts';
import { QuickCreate, useMeetingCard, useReschedule } from '@/features/meeting';
import { AccountMenu, usePerson } from '@/features/session';
import { isRefused } from '@/lib/api/problem';
import { useProblemText } from '@/lib/api/problem-text';
import { calendarAsLeft, paths } from '@/lib/routes';
import { dayIn } from '@/lib/time/day';
import { useFormats } from '@/lib/time/formats-context';
import { firstWeekday, daysFrom, startOfWeek, todayIn } from '@/lib/time/range';
import { momentAt, startOf } from '@/lib/time/moment';
import { cityOf } from '@/lib/time/zones';
import { useNow } from '@/lib/time/use-now';
import { addressWith } from '../address';
import type { Block } from '../blocks';
import { useCancel } from '../mutations';
import { letterOf } from '../overlays';
import { datesOf, pageBy } from '../paging';
import type { When } from '../place';
import type { Paper } from '../printing';
import { useCalendar, useWorkingHours } from '../queries';
import { layoutOf } from '../view';
import type { Asked } from './calendar-keys';
import { CalendarClocks } from './calendar-clocks';
import { CalendarHeader } from './calendar-header';
import type { Opened } from './calendar-popover';
import { CalendarSkeleton } from './calendar-skeleton';
import { AgendaView, CalendarKeys, CalendarPopover, MonthView, MoveDialog, PrintDialog, Printing, useCalendarParts, WeekStrip } from './lazy-parts';
import { TimeGrid, type GridActions } from './time-grid';
import { useAddress } from './use-address';
import { useCalendars } from './use-calendars';

type Open = Opened | { readonly kind: 'move'; readonly block: Block } | { readonly kind: 'print' };

export function CalendarPage() {
  const search = useSearchParams();
  const { id: who } = usePerson();
  useEffect(() => calendarAsLeft.remember(who, addressWith(search, {})), [who, search]);
  return (
    <CalendarClocks>
      <Calendar />
    </CalendarClocks>
  );
}

function Calendar() {
  const t = useTranslations('calendar');
  const problemText = useProblemText();
  const person = usePerson();
  const formats = useFormats();
  const router = useRouter();
  const now = useNow();
  const today = todayIn(formats.zone, now);
  const { view, date, overlays, beside, zones, named, go, phone, wide } = useAddress(today);
  const first = firstWeekday(formats.locale);
  const dates = datesOf(view, date, first);
  const layout = layoutOf(view);
  const inView = useMemo(() => overlays.filter(({ off }) => !off), [overlays]);
  const read = useCalendar(layout === 'hours' && phone ? daysFrom(startOfWeek(date, first), 7) : dates, formats.zone, inView);
  // The first of it is drawn in slices, between which the page can be touched.
  const isDrawn = useDeferredValue(!read.isPending || read.blocks.length > 0 || read.error !== null);
  const { calendars, drawn } = useCalendars(read.blocks, inView, beside && layout === 'hours');
  const people = [person.id, ...inView.filter(({ kind }) => kind === 'person').map(({ id }) => id)];
  const hours = useWorkingHours(people);
  const [draft, setDraft] = useState<When | null>(null);
  const [open, setOpen] = useState<Open | null>(null);
  const [paper, setPaper] = useState<Paper | null>(null);
  const anchor = useRef<HTMLElement>(null);
  const reschedule = useReschedule();
  const cancel = useCancel();
  useMeetingCard();
  useCalendarParts();

  const show = (what: Open, element: HTMLElement) => {
    anchor.current = element;
    setOpen(what);
  };
  const page = (by: -1 | 1) => go({ date: pageBy(view, date, by) });
  const suggest = (allDay: boolean) => setDraft(suggestedSlot(layout === 'hours' ? dates : [date], formats.zone, allDay));
  const actions: GridActions = {
    onCreate: setDraft,
    onOpen: (element, block) => {
      if (phone) return router.push(paths.entry(block.entry));
      show({ kind: 'meeting', block }, element);
    },
    onPage: page,
    onDay: (chosen) => go({ view: 'day', date: chosen }),
    onMove: (block, to) => reschedule(block.entry, to),
    onRefused: (block) => toasts.show({ text: t('notYours', { title: block.entry.title ?? t('busy') }) }),
    onDelete: cancel,
    onMoveDialog: (block) => setOpen({ kind: 'move', block }),
  };
  const ask = (asked: Asked) => {
    if (asked === 'next' || asked === 'previous') page(asked === 'next' ? 1 : -1);
    else if (asked === 'today') go({ date: today });
    else if (asked === 'create' || asked === 'createAllDay') suggest(asked === 'createAllDay');
    else if (asked === 'print') setOpen({ kind: 'print' });
    else show({ kind: asked }, document.querySelector<HTMLElement>('h1 button')!);
  };
  useNewMeeting(suggest);

  const last = dates[dates.length - 1]!;
  const title = phone ? formats.month(date, today.year) : layout === 'hours' ? formats.dateRange(dates[0]!, last) : formats.monthAndYear(date);
  const shownDraft = useMemo(() => draft && { ...draft, zone: formats.zone }, [draft, formats.zone]);
  const shared = { ...actions, blocks: drawn, calendars, now, chosen: draft, hours };

  if (!isDrawn) return <CalendarSkeleton />;
  return (
    <>
      <CalendarHeader
        title={title}
        view={view}
        phone={phone}
        wide={wide}
        instant={startOf({ date: last.toString() }, formats.zone)}
        isFetching={read.isFetching}
        onView={(chosen) => go({ view: chosen })}
        onPage={page}
        onToday={() => go({ date: todayIn(formats.zone) })}
        onPrint={() => setOpen({ kind: 'print' })}
        onJump={(element) => show({ kind: 'jump' }, element)}
        onZones={(element) => show({ kind: 'zones' }, element)}
        account={phone ? <AccountMenu /> : null}
      />
      {phone && layout === 'hours' ? (
        <WeekStrip
          week={daysFrom(startOfWeek(date, first), 7)}
          selected={date}
          today={today}
          blocks={drawn}
          onSelect={(chosen) => go({ date: chosen })}
        />
      ) : null}
      {layout === 'hours' ? (
        <TimeGrid
          {...shared}
          key={view}
          dates={dates}
          label={t('gridLabel', { range: formats.dateRange(dates[0]!, last), city: cityOf(formats.zone) })}
          withHead={!phone}
          hint={drawn.length === 0 && !read.error && !draft ? t(phone ? 'emptyHintTouch' : 'emptyHint') : null}
          zones={phone ? [] : zones}
        />
      ) : layout === 'month' ? (
        <MonthView {...shared} date={date} today={today} phone={phone} isUnread={read.error !== null && !read.isOld} onDate={(chosen) => go({ date: chosen })} />
      ) : (
        <AgendaView {...actions} key={date.toString()} from={date} paper={paper?.last ?? null} overlays={inView} now={now} hours={hours} />
      )}
      {read.error ? (
        <StaleNotice mayRetry={!isRefused(read.error)} retry={t('retry')} onRetry={read.retry}>
          {t(read.isOld ? 'failed' : 'unread', { reason: problemText(read.error) })}
        </StaleNotice>
      ) : null}
      <p aria-hidden className="printed hidden">
        {t('printed', { range: title, zone: formats.zoneLabel(now), when: `${formats.day(now)}, ${formats.time(now)}` })}
        {calendars.shown.length > 1 ? ` · ${calendars.shown.map(({ id, name }) => `${letterOf(id, calendars.shown)}: ${name}`).join(', ')}` : ''}
      </p>
      <CalendarKeys actions={actions} zones={named()} onAsk={ask} onGo={go} />
      {open && open.kind !== 'move' && open.kind !== 'print' ? (
        <CalendarPopover
          open={open}
          anchor={anchor}
          today={today}
          zones={zones}
          now={now}
          onZones={(chosen) => go({ zones: chosen })}
          onDate={(chosen) => {
            setOpen(null);
            go({ date: chosen });
          }}
          onClose={() => setOpen(null)}
        />
      ) : null}
      {open?.kind === 'move' ? (
        <MoveDialog
          block={open.block}
          onClose={() => setOpen(null)}
          onMove={(to) => {
            setOpen(null);
            reschedule(open.block.entry, to);
          }}
        />
      ) : null}
      {open?.kind === 'print' ? (
        <PrintDialog
          view={view}
          date={date}
          phone={phone}
          onClose={() => setOpen(null)}
          onPrint={(to, chosen) => {
            setOpen(null);
            go({ ...(to.view === view ? {} : { view: to.view }), date: to.date });
            setPaper(chosen);
          }}
        />
      ) : null}
      {paper ? <Printing paper={paper} view={view} dates={dates} blocks={drawn} hours={hours} onDone={() => setPaper(null)} /> : null}
      <QuickCreate draft={shownDraft} onClose={() => setDraft(null)} />
    </>
  );
}

/** `?new` opens a draft, `?new=day` of a whole day: the shell's "New meeting" is a link, so it works from every page. */
function useNewMeeting(open: (allDay: boolean) => void): void {
  const search = useSearchParams();
  const wanted = search.get('new');
  const newest = useRef(open);
  useEffect(() => {
    newest.current = open;
  });
  useEffect(() => {
    if (wanted === null) return;
    newest.current(wanted === 'day');
    const params = new URLSearchParams(search);
    params.delete('new');
    window.history.replaceState(null, '', params.size > 0 ? `?${params}` : location.pathname);
  }, [wanted, search]);
}

const halfHour = 30 * 60_000;

/** The next half hour when today is in view, else nine o'clock on the first day that is; or that day as a whole. */
function suggestedSlot(dates: readonly Temporal.PlainDate[], zone: string, allDay: boolean): When {
  const today = todayIn(zone);
  const isToday = dates.some((date) => date.equals(today));
  if (allDay) {
    const { start, end } = dayIn(isToday ? today : dates[0]!, zone);
    return { start, end, allDay };
  }
  const start = isToday
    ? Math.ceil((Date.now() + 1) / halfHour) * halfHour
    : startOf(momentAt(dates[0]!.toString(), '09:00', zone), zone);
  return { start, end: start + halfHour, allDay };
}
