'use client';

import { useRouter, useSearchParams } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { Popover } from '@/components/popover';
import { useMedia } from '@/components/use-media';
import { CreateSheet, MeetingCard, type Slot } from '@/features/meeting';
import { AccountMenu, usePerson } from '@/features/session';
import { useProblemText } from '@/lib/api/problem-text';
import { paths } from '@/lib/routes';
import { useFormats } from '@/lib/time/formats-context';
import { firstWeekday, parseDate, daysFrom, startOfWeek, todayIn } from '@/lib/time/range';
import { momentAt, startOf } from '@/lib/time/moment';
import { cityOf } from '@/lib/time/zones';
import { useNow } from '@/lib/time/use-now';
import type { Block } from '../blocks';
import { useCalendar } from '../queries';
import { datesOf, pageBy, parseView, viewFor, type View } from '../view';
import { CalendarHeader } from './calendar-header';
import { CalendarSkeleton } from './calendar-skeleton';
import { TimeGrid } from './time-grid';
import { WeekStrip } from './week-strip';

export function CalendarPage() {
  const t = useTranslations('calendar');
  const problemText = useProblemText();
  const person = usePerson();
  const formats = useFormats();
  const router = useRouter();
  const now = useNow();
  const today = todayIn(formats.zone, now);
  const { view, date, go } = useCalendarAddress(today);
  const phone = !useMedia('(width >= 768px)');
  const first = firstWeekday(formats.locale);
  const dates = datesOf(view, date, first);
  const week = daysFrom(startOfWeek(date, first), 7);
  const read = useCalendar(phone ? week : dates, formats.zone);
  const [slot, setSlot] = useState<Slot | null>(null);
  const [opened, setOpened] = useState<Block | null>(null);
  const anchor = useRef<HTMLElement>(null);

  useNewMeeting(() => setSlot(suggestedSlot(dates, formats.zone)));

  const open = (element: HTMLElement, block: Block) => {
    if (phone) return router.push(paths.meeting(block.entry.meeting_id ?? ''));
    anchor.current = element;
    setOpened(block);
  };
  const last = dates[dates.length - 1]!;
  const title = phone ? formats.month(date, today.year) : formats.dateRange(dates[0]!, last);

  if (read.isPending && read.blocks.length === 0 && !read.error) return <CalendarSkeleton />;
  return (
    <>
      <CalendarHeader
        title={title}
        view={view}
        switchable={!phone}
        instant={startOf({ date: last.toString() }, formats.zone)}
        isFetching={read.isFetching}
        onView={(chosen) => go({ view: chosen })}
        onPage={(by) => go({ date: pageBy(view, date, by) })}
        onToday={() => go({ date: todayIn(formats.zone) })}
        account={phone ? <AccountMenu /> : null}
      />
      {read.error ? (
        <div className="flex-none p-3">
          <Notice
            tone="danger"
            action={
              <Button look="ghost" onPress={read.retry}>
                {t('retry')}
              </Button>
            }
          >
            {t('failed', { reason: problemText(read.error) })}
          </Notice>
        </div>
      ) : null}
      {phone ? (
        <WeekStrip
          week={week}
          selected={date}
          today={today}
          blocks={read.blocks}
          onSelect={(chosen) => go({ date: chosen })}
        />
      ) : null}
      <TimeGrid
        key={view}
        dates={dates}
        blocks={read.blocks}
        me={person.id}
        now={now}
        label={t('gridLabel', { range: formats.dateRange(dates[0]!, last), city: cityOf(formats.zone) })}
        chosen={slot}
        withHead={!phone}
        hint={read.blocks.length === 0 && !read.error && !slot ? t(phone ? 'emptyHintTouch' : 'emptyHint') : null}
        onCreate={setSlot}
        onOpen={open}
        onPage={(by) => go({ date: pageBy(view, date, by) })}
        onDay={(chosen) => go({ view: 'day', date: chosen })}
      />
      <Popover
        label={opened?.entry.title ?? t('busy')}
        triggerRef={anchor}
        isOpen={opened !== null}
        onClose={() => setOpened(null)}
      >
        {opened?.entry.meeting_id ? <MeetingCard id={opened.entry.meeting_id} title={opened.entry.title ?? ''} /> : null}
      </Popover>
      <CreateSheet slot={slot} onClose={() => setSlot(null)} />
    </>
  );
}

/** The view and the date are in the address, so that every view is a link. */
function useCalendarAddress(today: Temporal.PlainDate) {
  const search = useSearchParams();
  const wide = useMedia('(width >= 1024px)');
  const middle = useMedia('(width >= 768px)');
  const view = viewFor(wide ? 1024 : middle ? 768 : 0, parseView(search.get('v')));
  const date = parseDate(search.get('d')) ?? today;

  const go = (to: { view?: View; date?: Temporal.PlainDate }) => {
    const params = new URLSearchParams(search);
    params.delete('new');
    if (to.view) params.set('v', to.view);
    if (to.date) params.set('d', to.date.toString());
    const address = `?${params}`;
    if (to.view) window.history.pushState(null, '', address);
    else window.history.replaceState(null, '', address);
  };
  return { view, date, go };
}

/** `?new` opens the sheet: the shell's "New meeting" is a link, so it works from every page. `C` does the same. */
function useNewMeeting(open: () => void): void {
  const search = useSearchParams();
  const wanted = search.has('new');
  const newest = useRef(open);
  useEffect(() => {
    newest.current = open;
  });
  useEffect(() => {
    if (!wanted) return;
    newest.current();
    const params = new URLSearchParams(search);
    params.delete('new');
    window.history.replaceState(null, '', params.size > 0 ? `?${params}` : location.pathname);
  }, [wanted, search]);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const typing = (event.target as Element).closest('input, textarea, [contenteditable], [role="dialog"], [role="spinbutton"]');
      if (event.key !== 'c' || typing || event.metaKey || event.ctrlKey || event.altKey || event.isComposing) return;
      event.preventDefault();
      newest.current();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
}

const halfHour = 30 * 60_000;

/** The next half hour when today is in view, else nine o'clock on the first day that is. */
function suggestedSlot(dates: readonly Temporal.PlainDate[], zone: string): Slot {
  const today = todayIn(zone);
  const start = dates.some((date) => date.equals(today))
    ? Math.ceil((Date.now() + 1) / halfHour) * halfHour
    : startOf(momentAt(dates[0]!.toString(), '09:00', zone), zone);
  return { start, end: start + halfHour };
}
