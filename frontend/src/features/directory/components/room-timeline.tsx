'use client';

import { useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { vars } from '@/components/css-vars';
import { hueOf } from '@/components/hues';
import { Popover } from '@/components/popover';
import { draftOf, type Block, type Calendars } from '@/features/calendar';
import { EventCard, useMeetingCard } from '@/features/meeting';
import { usePerson } from '@/features/session';
import type { Room } from '@/lib/api/types';
import type { Hold } from '@/lib/grid/gesture';
import { useDrag } from '@/lib/grid/use-drag';
import { instantAtWall, minutesInDay, wallMinute } from '@/lib/time/day';
import { useFormats } from '@/lib/time/formats-context';
import { boxOnLine, openingMinute, spotOnLine, type Lines } from '../timeline';
import type { Span } from '../vacancy';
import type { RoomsShown } from './room-cards';
import type { Drawn } from './rooms-day';
import { RoomCells } from './room-cells';
import { RoomLine } from './room-line';

interface Props extends RoomsShown {
  /** What is being booked. */
  drawn: Drawn | null;
  isToday: boolean;
  onBook(room: Room, span: Span): void;
  onPage(by: -1 | 1): void;
}

const slot: Hold = { kind: 'slot' };

/** A day of all rooms, each a line: what takes them is drawn as in every calendar, and what is free can be taken by mouse, finger or key. */
export function RoomTimeline(props: Props) {
  const { rooms, day, now, blocks, vacancies, drawn, isToday, onBook, onPage } = props;
  const t = useTranslations('roomsPage');
  const words = useTranslations('calendar');
  const formats = useFormats();
  const me = usePerson().id;
  const headId = useId();
  const root = useRef<HTMLDivElement>(null);
  const anchor = useRef<HTMLElement>(null);
  const [open, setOpen] = useState<Block | null>(null);
  useMeetingCard();
  const calendars = useMemo<Calendars>(
    () => ({
      me,
      shown: [{ id: null, name: '', hue: hueOf(me) }, ...rooms.map(({ id, name }) => ({ id, name, hue: hueOf(id) }))],
      beside: false,
      hueOf: ({ entry }) => hueOf(entry.host_id ?? entry.room_id ?? ''),
      alsoIn: () => [],
    }),
    [me, rooms],
  );

  const { ghost, gesture, onPointerDown } = useDrag({
    root,
    scroller: '.rooms-scroll',
    spotAt: (grid, point) => spotOnLine(linesIn(grid, rooms.length), point),
    boxOf: (grid, extent) => boxOnLine(linesIn(grid, rooms.length), extent),
    hold: (target) => (target.closest('.rooms-line') && !target.closest('button') ? slot : null),
    at: (extent) => {
      const label = root.current?.querySelector('.timegrid-ghost-time');
      if (!label || extent.lane) return;
      const end = extent.to.day > extent.from.day ? minutesInDay : extent.to.minute;
      label.textContent = formats.timeRange(instantAtWall(day, extent.from.minute), end === minutesInDay ? day.end : instantAtWall(day, end));
    },
    page: () => undefined,
    drop: ({ extent }) => {
      const room = extent.lane ? undefined : rooms[extent.from.day];
      if (room && !extent.lane) onBook(room, draftOf(day, extent.from.minute, extent.to.day > extent.from.day ? minutesInDay : extent.to.minute));
    },
  });
  const isHeld = gesture.state === 'dragging' || gesture.state === 'dropping';

  const known = vacancies.size > 0;
  const placed = useRef({ day: NaN, left: NaN });
  useLayoutEffect(() => {
    const scroller = root.current?.querySelector<HTMLElement>('.rooms-scroll');
    const line = root.current?.querySelector<HTMLElement>('.rooms-line');
    if (!scroller || !line) return;
    // What a person has taken hold of, or scrolled to, does not go away under their hand.
    if (placed.current.day === day.start && (gesture.state !== 'idle' || scroller.scrollLeft !== placed.current.left)) return;
    const along = (openingMinute(day, now, rooms.flatMap(({ id }) => vacancies.get(id) ?? [])) / minutesInDay) * line.clientWidth;
    scroller.scrollTo({ left: getComputedStyle(scroller).direction === 'rtl' ? -along : along });
    placed.current = { day: day.start, left: scroller.scrollLeft };
    // When it appears, for another day, and when it is known when rooms open: live changes leave the scroll alone.
  }, [known, day.start]);

  const click = (event: React.MouseEvent) => {
    const element = (event.target as Element).closest<HTMLElement>('[data-key]');
    const block = element && [...blocks.values()].flat().find(({ key }) => key === element.dataset['key']);
    if (!block?.entry.meeting_id) return;
    anchor.current = element;
    setOpen(block);
  };

  return (
    <div ref={root} className="rooms" data-dragging={isHeld ? '' : undefined} onPointerDown={onPointerDown} onClick={click}>
      <div className="rooms-scroll">
        <div className="rooms-head" aria-hidden>
          <span className="rooms-corner">{formats.zoneLabel(day.start)}</span>
          {Array.from({ length: 23 }, (_, index) => index + 1).map((hour) =>
            isToday && Math.abs(hour * 60 - wallMinute(day, now)) < 42 ? null : (
              <span key={hour} className="rooms-hour" style={vars({ '--at': hour / 24 })}>
                {formats.hour(hour)}
              </span>
            ),
          )}
          {isToday ? (
            <span className="rooms-hour rooms-hour-now" style={vars({ '--at': wallMinute(day, now) / minutesInDay })}>
              {formats.time(now)}
            </span>
          ) : null}
        </div>
        <div className="rooms-sheet">
          {rooms.map((room) => (
            <RoomLine
              key={room.id}
              room={room}
              day={day}
              now={now}
              blocks={blocks.get(room.id)}
              vacancy={vacancies.get(room.id)}
              calendars={calendars}
              draft={drawn?.room.id === room.id ? drawn.span : null}
            />
          ))}
          {isToday ? <div aria-hidden className="rooms-now" style={vars({ '--at': wallMinute(day, now) / minutesInDay })} /> : null}
          <RoomCells {...props} id={headId} label={t('grid', { day: formats.longDate(day.date), city: formats.zoneLabel(day.start) })} onBook={onBook} onPage={onPage} />
        </div>
      </div>
      {isHeld ? (
        <div className="timegrid-clip" aria-hidden>
          <div ref={ghost} className="timegrid-ghost timegrid-ghost-slot">
            <span className="timegrid-ghost-time" />
          </div>
        </div>
      ) : null}
      <p id={`${headId}-keys`} className="sr-only">
        {t('gridKeys')}
      </p>
      <Popover label={open?.entry.title ?? words('busy')} triggerRef={anchor} isOpen={open !== null} onClose={() => setOpen(null)} placement="bottom start">
        {open ? <EventCard entry={open.entry} onLeave={() => setOpen(null)} /> : null}
      </Popover>
    </div>
  );
}

/** Where the lines are on the screen now. */
function linesIn(root: HTMLElement, rows: number): Lines {
  const { left, width, top, height } = root.querySelector('.rooms-line')!.getBoundingClientRect();
  return { left, width, top, height, rows, rtl: getComputedStyle(root).direction === 'rtl' };
}
