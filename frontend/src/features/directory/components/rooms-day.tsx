'use client';

import { useMemo, useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { cx } from '@/components/class-names';
import { StaleNotice } from '@/components/stale-notice';
import { toasts } from '@/components/toasts';
import { useMedia } from '@/components/use-media';
import type { Block } from '@/features/calendar';
import { QuickCreate, type Draft } from '@/features/meeting';
import { usePerson } from '@/features/session';
import { isRefused } from '@/lib/api/problem';
import { useProblemText } from '@/lib/api/problem-text';
import type { Room } from '@/lib/api/types';
import { dayIn, instantAtWall } from '@/lib/time/day';
import { useFormats } from '@/lib/time/formats-context';
import { todayIn } from '@/lib/time/range';
import { useNow } from '@/lib/time/use-now';
import { useRoomsLive } from '../live';
import { useRoomsDay } from '../queries';
import { fitted, type Span } from '../vacancy';
import type { Wish } from '../wishes';
import { RangeBar } from './range-bar';
import { RoomCards } from './room-cards';
import { RoomTimeline } from './room-timeline';

interface Props {
  rooms: readonly Room[];
  date: Temporal.PlainDate;
  wish: Wish;
  /** They answer what was asked before. */
  isOld: boolean;
  onDate(date: Temporal.PlainDate | null): void;
  none: ReactNode;
}

export interface Drawn {
  readonly room: Room;
  readonly span: Span;
}

/** As many as one read can be about. */
const together = 50;
const halfHour = 30 * 60_000;

/** The rooms that are free as wished, with their day: as lines beside each other, or as cards where there is little room. */
export function RoomsDay({ rooms, date, wish, isOld, onDate, none }: Props) {
  const t = useTranslations('roomsPage');
  const words = useTranslations('directory');
  const problemText = useProblemText();
  const formats = useFormats();
  const wide = useMedia('(width >= 768px)');
  const now = useNow();
  const me = usePerson().id;
  const day = useMemo(() => dayIn(date, formats.zone), [date.toString(), formats.zone]);
  const pages = useMemo(() => inParts(rooms.map(({ id }) => id)), [rooms]);
  const read = useRoomsDay(pages, day);
  useRoomsLive(
    rooms.map(({ id }) => id),
    day,
  );
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const draft = useMemo<Draft | null>(
    () => drawn && { ...drawn.span, allDay: false, zone: formats.zone, rooms: [{ id: drawn.room.id, name: drawn.room.name }] },
    [drawn, formats.zone],
  );
  const wishedAt = wish.free === 'now' ? now : wish.free ? instantAtWall(day, Number(wish.free.slice(0, 2)) * 60 + Number(wish.free.slice(3))) : null;
  // One that the reader has just booked stays, so that they see that they have it.
  const isMine = ({ entry, start, end }: Block) => entry.host_id === me && wishedAt !== null && start <= wishedAt && wishedAt < end;
  const shown = wishedAt === null ? rooms : rooms.filter(({ id }) => isFree(read.vacancies.get(id), wishedAt) || read.blocks.get(id)?.some(isMine));
  const title = formats.dateRange(date, date);

  const book = (room: Room, span: Span) => {
    const vacancy = read.vacancies.get(room.id);
    const had = vacancy ? fitted(vacancy, span) : span;
    if (had) setDrawn({ room, span: had });
    else toasts.show({ text: t('notThen', { room: room.name }) });
  };
  /** From now on, or from when it is wished. */
  const bookNext = (room: Room) => {
    const start = wishedAt !== null && wish.free !== 'now' ? wishedAt : Math.floor(now / halfHour) * halfHour;
    const vacancy = read.vacancies.get(room.id);
    const free = vacancy?.free.find(({ end }) => end > Math.max(start, now));
    const from = free ? Math.max(free.start, start) : start;
    book(room, { start: from, end: from + halfHour });
  };
  const shared = { rooms: shown, day, now, blocks: read.blocks, vacancies: read.vacancies };

  return (
    <div aria-busy={isOld} className={cx('transition-opacity duration-(--t-2)', isOld && 'opacity-60')}>
      <RangeBar title={wide ? title : formats.shortDate(date)} onPage={(by) => onDate(date.add({ days: by }))} onToday={() => onDate(null)}>
        {wide ? <span className="hidden text-sm text-fg-3 lg:block">{t('hint')}</span> : null}
      </RangeBar>
      {read.error ? (
        <StaleNotice mayRetry={!isRefused(read.error)} retry={words('retry')} onRetry={read.retry}>
          {t(read.isOld ? 'stale' : 'unread', { reason: problemText(read.error) })}
        </StaleNotice>
      ) : null}
      <p role="status" className="sr-only">
        {isOld || read.isPending ? '' : t('foundOfDay', { count: shown.length, day: title })}
      </p>
      {shown.length === 0 && !read.isPending ? (
        none
      ) : wide ? (
        <RoomTimeline {...shared} drawn={drawn} onBook={book} onPage={(by) => onDate(date.add({ days: by }))} isToday={date.equals(todayIn(formats.zone, now))} />
      ) : (
        <RoomCards {...shared} onBook={bookNext} />
      )}
      <QuickCreate draft={draft} onClose={() => setDrawn(null)} />
    </div>
  );
}

function isFree(vacancy: { readonly free: readonly Span[] } | undefined, at: number): boolean {
  return vacancy?.free.some(({ start, end }) => start <= at && at < end) ?? false;
}

function inParts(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / together) }, (_, index) => ids.slice(index * together, (index + 1) * together));
}
