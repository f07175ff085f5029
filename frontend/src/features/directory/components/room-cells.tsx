'use client';

import { Users } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { vars } from '@/components/css-vars';
import { Link } from '@/components/link';
import { cellsOf, draftOf, step, type Block, type Cell, type Cursor } from '@/features/calendar';
import type { Room } from '@/lib/api/types';
import { cellMinutes, cellsPerDay } from '@/lib/grid/half-hours';
import { wallMinute } from '@/lib/time/day';
import { useFormats } from '@/lib/time/formats-context';
import { paths } from '@/lib/routes';
import { turnedKey } from '../timeline';
import type { Span, Vacancy } from '../vacancy';
import type { RoomsShown } from './room-cards';
import { StateWords } from './state-words';

interface Props extends RoomsShown {
  id: string;
  label: string;
  isToday: boolean;
  onBook(room: Room, span: Span): void;
  onPage(by: -1 | 1): void;
}

const none: readonly Block[] = [];

/**
 * The rooms by name, and their half hours for keyboards and screen readers: one tab stop, arrows move. Only the lines
 * around the cursor have cells. Bookings are not in here; they are buttons of their own.
 */
export function RoomCells({ rooms, day, now, blocks, vacancies, id, label, isToday, onBook, onPage }: Props) {
  const t = useTranslations('roomsPage');
  const formats = useFormats();
  const focused = useRef<HTMLDivElement>(null);
  const follow = useRef(false);
  const [moved, setMoved] = useState<Cursor>(() => ({ day: 0, cell: isToday ? Math.floor(wallMinute(day, now) / cellMinutes) : 18, length: 1 }));
  const cursor = { ...moved, day: Math.min(moved.day, rooms.length - 1) };

  useEffect(() => {
    if (!follow.current) return;
    follow.current = false;
    focused.current?.focus({ preventScroll: true });
    focused.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });

  const pressed = (event: React.KeyboardEvent) => {
    if (event.altKey || !(event.target as Element).matches('[role=gridcell]')) return;
    const rtl = getComputedStyle(event.currentTarget).direction === 'rtl';
    const taken = step(cursor, turnedKey(event.key, rtl), event.shiftKey, rooms.length, event.metaKey || event.ctrlKey);
    if (!taken) return;
    event.preventDefault();
    event.stopPropagation();
    follow.current = taken.kind !== 'create';
    if (taken.kind === 'stay') return setMoved(taken.cursor);
    if (taken.kind === 'page') return /^Page/.test(event.key) ? onPage(taken.by) : undefined;
    const room = rooms[cursor.day];
    if (room) onBook(room, draftOf(day, cursor.cell * cellMinutes, (cursor.cell + cursor.length) * cellMinutes));
    setMoved({ ...cursor, length: 1 });
  };

  const cellLabel = (room: Room, cell: Cell): string => {
    const time = formats.wallTime(cell.minute);
    return [room.name, formats.longDate(day.date), time, stateOf(cell, vacancies.get(room.id))].join(', ');
  };
  const stateOf = (cell: Cell, vacancy: Vacancy | undefined): string => {
    if (cell.skipped) return t('skipped');
    if (cell.blocks.length > 0) return t('cellBusy', { title: cell.blocks.map(({ entry }) => entry.title ?? t('somebody')).join(', ') });
    const holds = (spans: readonly Span[]) => spans.some(({ start, end }) => start <= cell.instant && cell.instant < end);
    if (!vacancy || holds(vacancy.free)) return t('cellFree');
    return t(holds(vacancy.taken) ? 'cellKept' : 'cellClosed');
  };

  return (
    <div role="grid" aria-label={label} aria-rowcount={rooms.length} aria-colcount={cellsPerDay + 1} aria-describedby={`${id}-keys`} className="rooms-grid" onKeyDown={pressed}>
      {rooms.map((room, row) => (
        <div key={room.id} role="row" aria-rowindex={row + 1} className="rooms-row">
          <div role="rowheader" aria-colindex={1} className="rooms-name">
            <Link href={paths.room(room.id)} prefetch={false} className="truncate rounded-xs font-[600]">
              <bdi>{room.name}</bdi>
            </Link>
            <span className="flex min-w-0 items-center gap-1 text-xs text-fg-3">
              <Users aria-hidden className="size-3 flex-none" strokeWidth={2} />
              <span className="tabular truncate" title={[t('count', { count: room.capacity }), ...room.equipment].join(' · ')}>
                <span aria-hidden>{room.capacity}</span>
                <span className="sr-only">{t('count', { count: room.capacity })}</span>
                {[...room.equipment, ...(room.approval ? [t('asks')] : [])].map((each) => ` · ${each}`)}
              </span>
            </span>
            <StateWords vacancy={vacancies.get(room.id)} day={day} now={now} />
          </div>
          {Math.abs(row - cursor.day) <= 1
            ? cellsOf(day, blocks.get(room.id) ?? none).map((cell) => {
                const here = row === cursor.day && cell.index === cursor.cell;
                return (
                  <div
                    key={cell.index}
                    ref={here ? focused : undefined}
                    role="gridcell"
                    aria-colindex={cell.index + 2}
                    aria-label={cellLabel(room, cell)}
                    aria-selected={row === cursor.day && cursor.length > 1 && cell.index >= cursor.cell && cell.index < cursor.cell + cursor.length}
                    tabIndex={here ? 0 : -1}
                    className="rooms-cell aria-selected:bg-accent-soft"
                    style={vars({ '--at': cell.index / cellsPerDay })}
                  />
                );
              })
            : null}
        </div>
      ))}
    </div>
  );
}
