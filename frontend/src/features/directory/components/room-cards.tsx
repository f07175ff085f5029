'use client';

import { CalendarPlus, Users } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Chip } from '@/components/chip';
import { vars } from '@/components/css-vars';
import { Link } from '@/components/link';
import type { Block } from '@/features/calendar';
import type { Room } from '@/lib/api/types';
import { percent } from '@/lib/grid/scale';
import { wallMinute, type Day } from '@/lib/time/day';
import { paths } from '@/lib/routes';
import { closedOn, wallOf } from '../timeline';
import type { Vacancy } from '../vacancy';
import { StateWords } from './state-words';

export interface RoomsShown {
  readonly rooms: readonly Room[];
  readonly day: Day;
  readonly now: number;
  readonly blocks: ReadonlyMap<string, readonly Block[]>;
  readonly vacancies: ReadonlyMap<string, Vacancy>;
}

/** Rooms for a phone: a card each, with the day at a glance. */
export function RoomCards({ rooms, day, now, vacancies, onBook }: RoomsShown & { onBook(room: Room): void }) {
  const t = useTranslations('roomsPage');
  const words = useTranslations('directory');
  const isToday = now >= day.start && now < day.end;
  return (
    <ul aria-label={words('rooms')} className="flex flex-col gap-2.5">
      {rooms.map((room) => (
        <li key={room.id} data-row="" tabIndex={-1} className="relative flex flex-col gap-2.5 rounded-lg border border-line bg-surface p-4">
          <div className="flex items-start gap-3">
            <div className="min-w-0 flex-1">
              <h3 className="truncate text-md font-[600]">
                <Link href={paths.room(room.id)} prefetch={false} className="rounded-xs after:absolute after:inset-0">
                  <bdi>{room.name}</bdi>
                </Link>
              </h3>
              <p className="truncate text-sm text-fg-3">
                <bdi>{room.location}</bdi>
              </p>
            </div>
            <Button
              className="relative z-1"
              aria-label={t('bookNow', { room: room.name })}
              icon={<CalendarPlus aria-hidden className="size-4" strokeWidth={1.75} />}
              onPress={() => onBook(room)}
            >
              {t('book')}
            </Button>
          </div>
          {isToday ? (
            <div className="min-h-4.5">
              <StateWords vacancy={vacancies.get(room.id)} day={day} now={now} className="text-sm!" />
            </div>
          ) : null}
          <DayLine vacancy={vacancies.get(room.id)} day={day} now={now} />
          <div className="flex flex-wrap gap-1.5">
            <Chip icon={<Users aria-hidden className="size-3.5" strokeWidth={1.75} />}>{t('count', { count: room.capacity })}</Chip>
            {room.equipment.map((each) => (
              <Chip key={each}>{each}</Chip>
            ))}
            {room.approval ? <Chip tone="warning">{t('asks')}</Chip> : null}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** When it is closed and taken, along one line; the words above it say what matters of it. */
export function DayLine({ vacancy, day, now }: { vacancy: Vacancy | undefined; day: Day; now: number }) {
  const line = (from: number, to: number) => vars({ '--from': percent(from), '--long': percent(to - from) });
  return (
    <div aria-hidden className="room-glance">
      {vacancy ? closedOn(day, vacancy).map(({ from, to }) => <span key={from} className="room-glance-closed" style={line(from, to)} />) : null}
      {vacancy ? wallOf(day, vacancy.taken).map(({ from, to }) => <span key={from} className="room-glance-taken" style={line(from, to)} />) : null}
      {now >= day.start && now < day.end ? <span className="room-glance-now" style={line(wallMinute(day, now), 0)} /> : null}
    </div>
  );
}
