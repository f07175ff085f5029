'use client';

import { DoorOpen, X } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Tag, TagGroup, TagList } from 'react-aria-components/TagGroup';
import { useTranslations } from 'use-intl';
import { cx } from '@/components/class-names';
import { ComboBox } from '@/components/combo-box';
import { useFreedom, type Freedom, type Span } from '@/features/people';
import type { Room } from '@/lib/api/types';
import { bestFirst, wishOf } from '../choosing';
import { useRooms } from '../queries';

interface Choice {
  readonly id: string;
  readonly name: string;
}

interface Props {
  value: readonly Choice[];
  onChange(rooms: Choice[]): void;
  /** Seats, where any free room does; null when it does not. */
  any: number | null;
  onAny(seats: number | null): void;
  /** How many will come, as far as it is known. */
  people: number;
  /** When it is to be, to say which rooms are free. */
  span: Span | null;
  /** Whether any free room can be asked for. */
  offersAny?: boolean;
  fault?: string | undefined;
}

const anyId = 'any';

/** Rooms by name or by how many they seat, the free ones first; or any that is free. */
export function RoomPicker({ value, onChange, any, onAny, people, span, offersAny = true, fault }: Props) {
  const t = useTranslations('rooms');
  const [typed, setTyped] = useState('');
  const wish = wishOf(useDeferredValue(typed));
  const rooms = useRooms(wish.name, wish.seats ?? 1);
  const found = (rooms.data ?? []).filter(({ id }) => !value.some((chosen) => chosen.id === id));
  const freedom = useFreedom([], found.map(({ id }) => id), span);
  const seats = wish.seats ?? Math.max(2, people);
  const showsAny = offersAny && !wish.name && any === null && found.length > 1;
  const best = bestFirst(found, freedom).slice(0, 30);

  const choose = (id: string) => {
    setTyped('');
    if (id === anyId) return onAny(seats);
    const room = best.find((one) => one.id === id);
    if (room) onChange([...value, { id, name: room.name }]);
  };
  const chosen = [...value, ...(any === null ? [] : [{ id: anyId, name: t('any', { count: any }) }])];

  return (
    <div className="flex flex-col gap-2">
      <ComboBox
        label={t('label')}
        placeholder={t('placeholder')}
        input={typed}
        onInput={setTyped}
        onChoose={choose}
        empty={rooms.isFetching ? t('searching') : t('none')}
        fault={fault}
        expandable
        openLabel={t('show')}
        suggestions={[
          ...(showsAny ? [{ id: anyId, text: t('any', { count: seats }), content: <span className="font-[500]">{t('any', { count: seats })}</span> }] : []),
          ...best.map((room) => ({ id: room.id, text: room.name, content: <Suggested room={room} freedom={freedom.get(room.id)} /> })),
        ]}
      />
      {chosen.length > 0 ? (
        <TagGroup
          aria-label={t('chosen')}
          onRemove={(removed) => {
            if (removed.has(anyId)) onAny(null);
            onChange(value.filter(({ id }) => !removed.has(id)));
          }}
        >
          <TagList className="flex flex-wrap gap-1.5" items={chosen}>
            {(room) => (
              <Tag
                textValue={room.name}
                className="flex h-8 max-w-full cursor-default items-center gap-1.5 rounded-full bg-hover ps-2.5 pe-1 text-sm font-[500]"
              >
                <DoorOpen aria-hidden className="size-4 shrink-0 text-fg-3" strokeWidth={1.75} />
                <span className="truncate">{room.name}</span>
                <Button
                  slot="remove"
                  aria-label={t('remove', { name: room.name })}
                  className="flex size-6 cursor-pointer items-center justify-center rounded-full text-fg-3 hover:text-fg"
                >
                  <X aria-hidden className="size-3.5" strokeWidth={2} />
                </Button>
              </Tag>
            )}
          </TagList>
        </TagGroup>
      ) : null}
    </div>
  );
}

const states: Record<Freedom, { word: 'free' | 'closed' | 'taken'; look: string }> = {
  free: { word: 'free', look: 'text-success' },
  outside: { word: 'closed', look: 'text-warning' },
  busy: { word: 'taken', look: 'text-danger' },
};

function Suggested({ room, freedom }: { room: Room; freedom: Freedom | undefined }) {
  const t = useTranslations('rooms');
  const state = freedom && states[freedom];
  return (
    <span className="flex w-full min-w-0 items-center gap-2.5">
      <span className="min-w-0 flex-1">
        <span dir="auto" className="block truncate font-[500]">
          {room.name}
        </span>
        <span className="block truncate text-xs text-fg-3">
          {[t('seats', { count: room.capacity }), room.location, ...room.equipment, room.approval ? t('asks') : ''].filter(Boolean).join(' · ')}
        </span>
      </span>
      {state ? <span className={cx('text-xs font-[550]', state.look)}>{t(state.word)}</span> : null}
    </span>
  );
}
