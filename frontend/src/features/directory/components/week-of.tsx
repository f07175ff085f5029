'use client';

import { useRouter, useSearchParams } from 'next/navigation';
import { useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { StaleNotice } from '@/components/stale-notice';
import { toasts } from '@/components/toasts';
import { Popover } from '@/components/popover';
import { useMedia } from '@/components/use-media';
import { MoveDialog, TimeGrid, useCalendar, useCalendars, useCancel, viewFor, type Block, type Overlay, type When } from '@/features/calendar';
import { EventCard, QuickCreate, useMeetingCard, useReschedule, type Draft } from '@/features/meeting';
import { usePerson } from '@/features/session';
import { isRefused } from '@/lib/api/problem';
import { useProblemText } from '@/lib/api/problem-text';
import type { WorkingHours } from '@/lib/api/types';
import { paths } from '@/lib/routes';
import { dayIn } from '@/lib/time/day';
import { useFormats } from '@/lib/time/formats-context';
import { daysFrom, firstWeekday, parseDate, startOfWeek, todayIn } from '@/lib/time/range';
import { useNow } from '@/lib/time/use-now';
import { useRoomsLive } from '../live';
import { RangeBar } from './range-bar';

interface Props {
  whose: Overlay;
  name: string;
  /** What to say when it could not be read, or not again. */
  unread(reason: string, isOld: boolean): string;
  hours: WorkingHours | null;
  /** Whether one's own meetings stand in it, too. */
  withMine?: boolean;
  /** Who or what stands in a meeting that is drawn here. */
  drawnWith: Pick<Draft, 'guests' | 'rooms'>;
  label(range: string): string;
  /** Beside the way to other days. */
  children?: ReactNode;
}

const none: readonly Overlay[] = [];

/** The week of somebody else, or of a room, in the calendar's own grid; days that are drawn in it become a meeting with them. */
export function WeekOf({ whose, name, unread, hours, withMine = false, drawnWith, label, children }: Props) {
  const t = useTranslations('calendar');
  const problemText = useProblemText();
  const router = useRouter();
  const formats = useFormats();
  const me = usePerson().id;
  const now = useNow();
  const { dates, go, page, phone } = useDays();
  const isMe = whose.id === me;
  const overlays = useMemo(() => (isMe ? none : [whose]), [isMe, whose.kind, whose.id]);
  const read = useCalendar(dates, formats.zone, overlays);
  const blocks = useMemo(
    () => (withMine || isMe ? read.blocks : read.blocks.filter(({ entry }) => (entry.person_id ?? entry.room_id) === whose.id)),
    [read.blocks, withMine, isMe, whose.id],
  );
  const { calendars, drawn } = useCalendars(blocks, overlays, false);
  const [draft, setDraft] = useState<When | null>(null);
  const [open, setOpen] = useState<Block | null>(null);
  const [moved, setMoved] = useState<Block | null>(null);
  const anchor = useRef<HTMLElement>(null);
  const reschedule = useReschedule();
  const cancel = useCancel();
  useMeetingCard();
  const [first, last] = [dates[0]!, dates[dates.length - 1]!];
  useRoomsLive(whose.kind === 'room' ? [whose.id] : [], { start: dayIn(first, formats.zone).start, end: dayIn(last, formats.zone).end });
  const shownDraft = useMemo(() => draft && { ...draft, zone: formats.zone, ...drawnWith }, [draft, formats.zone, drawnWith]);
  const range = formats.dateRange(first, last);

  return (
    <section aria-label={name} className="flex h-[max(480px,75dvh)] min-w-0 flex-none flex-col lg:h-auto lg:min-h-0 lg:flex-1">
      <div className="border-b border-line bg-surface px-4">
        <RangeBar title={phone ? formats.shortDate(first) : range} onPage={page} onToday={() => go(null)}>
          {children}
        </RangeBar>
      </div>
      {read.error ? (
        <StaleNotice mayRetry={!isRefused(read.error)} retry={t('retry')} onRetry={read.retry}>
          {unread(problemText(read.error), read.isOld)}
        </StaleNotice>
      ) : null}
      <div className={`flex min-h-0 flex-1 flex-col ${whose.kind === 'room' ? 'hatch-rest' : ''}`}>
        <TimeGrid
          key={dates.length}
          dates={dates}
          blocks={drawn}
          calendars={calendars}
          now={now}
          label={label(range)}
          chosen={draft}
          withHead
          hint={null}
          zones={[]}
          hours={[hours]}
          onCreate={setDraft}
          onOpen={(element, block) => {
            if (phone) return router.push(paths.meeting(block.entry.meeting_id ?? ''));
            anchor.current = element;
            setOpen(block);
          }}
          onPage={page}
          onDay={go}
          onMove={(block, to) => reschedule(block.entry, to)}
          onRefused={(block) => toasts.show({ text: t('notYours', { title: block.entry.title ?? t('busy') }) })}
          onDelete={cancel}
          onMoveDialog={setMoved}
        />
      </div>
      <Popover label={open?.entry.title ?? t('busy')} triggerRef={anchor} isOpen={open !== null} onClose={() => setOpen(null)} placement="end top">
        {open ? <EventCard entry={open.entry} onLeave={() => setOpen(null)} /> : null}
      </Popover>
      {moved ? (
        <MoveDialog
          block={moved}
          onClose={() => setMoved(null)}
          onMove={(to) => {
            setMoved(null);
            reschedule(moved.entry, to);
          }}
        />
      ) : null}
      <QuickCreate draft={shownDraft} onClose={() => setDraft(null)} />
    </section>
  );
}

/** As many days as there is room for; the date stands in the address. */
function useDays() {
  const { zone, locale } = useFormats();
  const wide = useMedia('(width >= 1024px)');
  const middle = useMedia('(width >= 768px)');
  const now = useNow();
  const date = parseDate(useSearchParams().get('d')) ?? todayIn(zone, now);
  const view = viewFor(wide ? 1024 : middle ? 768 : 0, null);
  const count = view === 'week' ? 7 : view === 'day' ? 1 : Number(view);
  const dates = daysFrom(view === 'week' ? startOfWeek(date, firstWeekday(locale)) : date, count);
  const go = (to: Temporal.PlainDate | null) => {
    const params = new URLSearchParams(location.search);
    if (to) params.set('d', to.toString());
    else params.delete('d');
    history.replaceState(null, '', params.size > 0 ? `?${params}` : location.pathname);
  };
  return { dates, go, page: (by: -1 | 1) => go(date.add({ days: by * count })), phone: !middle };
}
