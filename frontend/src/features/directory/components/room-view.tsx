'use client';

import { CalendarPlus, DoorOpen, Eye, Pencil } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { Button, buttonClass } from '@/components/button';
import { Chip } from '@/components/chip';
import { Link } from '@/components/link';
import { Notice } from '@/components/notice';
import { compose } from '@/features/meeting';
import { usePerson } from '@/features/session';
import type { Room, WorkingHours } from '@/lib/api/types';
import { paths } from '@/lib/routes';
import { dayIn } from '@/lib/time/day';
import { useFormats } from '@/lib/time/formats-context';
import { todayIn } from '@/lib/time/range';
import { useNow } from '@/lib/time/use-now';
import { cityOf } from '@/lib/time/zones';
import { useRoomsDay } from '../queries';
import { alwaysOpen } from '../week-rows';
import { Aside, Fact } from './aside';
import { HoursList } from './hours-list';
import { StateWords } from './state-words';
import { WeekOf } from './week-of';

const icon = { 'aria-hidden': true, className: 'size-4', strokeWidth: 1.75 } as const;
const halfHour = 30 * 60_000;

export function RoomView({ room }: { room: Room }) {
  const t = useTranslations('room');
  const rooms = useTranslations('roomsPage');
  const formats = useFormats();
  const me = usePerson();
  const now = useNow();
  const today = todayIn(formats.zone, now);
  const day = useMemo(() => dayIn(today, formats.zone), [today.toString(), formats.zone]);
  const vacancy = useRoomsDay(useMemo(() => [[room.id]], [room.id]), day).vacancies.get(room.id);
  const hours = useMemo<WorkingHours>(
    () => ({ person_id: room.id, version: 0, time_zone: room.time_zone, weekly: room.hours ?? alwaysOpen, exceptions: [], out_of_office: [], moves: [] }),
    [room],
  );
  const drawnWith = useMemo(() => ({ rooms: [{ id: room.id, name: room.name }] }), [room.id, room.name]);
  const length = (text: string) => formats.duration(Temporal.Duration.from(text).total('milliseconds'));
  const isKept = [room.buffers.before, room.buffers.after].some((text) => Temporal.Duration.from(text).sign > 0);

  const book = () => {
    const from = Math.floor(now / halfHour) * halfHour;
    const free = vacancy?.free.find(({ end }) => end > now);
    const start = free ? Math.max(free.start, from) : from + halfHour;
    void compose({ start, end: start + halfHour, zone: formats.zone, ...drawnWith });
  };

  return (
    <div className="flex flex-1 flex-col lg:min-h-0 lg:flex-row">
      <Aside back={{ href: paths.rooms(), label: t('allRooms') }}>
        <div className="flex items-center gap-3">
          <span className="flex size-10 flex-none items-center justify-center rounded-lg bg-accent-soft text-accent-text">
            <DoorOpen aria-hidden className="size-5" strokeWidth={1.75} />
          </span>
          <div className="min-w-0">
            <h1 className="text-xl font-[650] tracking-[-0.01em] break-words">
              <bdi>{room.name}</bdi>
            </h1>
            <div className="min-h-4.5">
              <StateWords vacancy={vacancy} day={day} now={now} className="text-sm!" />
            </div>
          </div>
        </div>
        {room.active ? null : <Notice tone="warning">{t('inactive')}</Notice>}
        <div className="flex flex-wrap gap-2 *:flex-1 lg:flex-col lg:*:flex-none">
          {room.active ? (
            <Button look="primary" onPress={book} icon={<CalendarPlus {...icon} />}>
              {t('book')}
            </Button>
          ) : null}
          <Link href={`${paths.calendar()}?o=room:${room.id}`} className={buttonClass()}>
            <Eye {...icon} />
            {t('overlay')}
          </Link>
          {me.role === 'admin' ? (
            <Link href={`${paths.admin('rooms')}?q=${encodeURIComponent(room.name)}`} className={buttonClass('ghost')}>
              <Pencil {...icon} />
              {t('edit')}
            </Link>
          ) : null}
        </div>
        <dl className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,13rem),1fr))] gap-x-6 gap-y-4 lg:grid-cols-1">
          {room.location ? (
            <Fact name={t('place')}>
              <bdi className="break-words">{room.location}</bdi>
            </Fact>
          ) : null}
          <Fact name={t('seats')}>{rooms('count', { count: room.capacity })}</Fact>
          <Fact name={t('equipment')}>
            {room.equipment.length > 0 ? (
              <span className="flex flex-wrap gap-1.5">
                {room.equipment.map((each) => (
                  <Chip key={each}>{each}</Chip>
                ))}
              </span>
            ) : (
              <span className="text-fg-3">{t('noEquipment')}</span>
            )}
          </Fact>
          <Fact name={t('hours')}>
            {room.hours ? <HoursList week={room.hours} off={t('closedDay')} /> : t('always')}
            {room.hours && room.time_zone !== formats.zone ? <p className="mt-1 text-xs text-fg-3">{t('hoursIn', { city: cityOf(room.time_zone) })}</p> : null}
          </Fact>
          <Fact name={t('approval')}>
            <p>{t(room.approval ? 'approvalAsks' : 'approvalNone')}</p>
            {isKept ? <p className="mt-1 text-sm text-fg-3">{t('buffers', { before: length(room.buffers.before), after: length(room.buffers.after) })}</p> : null}
          </Fact>
        </dl>
      </Aside>
      <WeekOf
        whose={{ kind: 'room', id: room.id }}
        name={t('week', { name: room.name })}
        unread={(reason, isOld) => t(isOld ? 'stale' : 'unread', { name: room.name, reason })}
        hours={hours}
        drawnWith={drawnWith}
        label={(range) => t('grid', { name: room.name, range, city: cityOf(formats.zone) })}
      />
    </div>
  );
}
