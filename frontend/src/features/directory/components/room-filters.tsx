'use client';

import { X } from 'lucide-react';
import { useRef } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { cx } from '@/components/class-names';
import { Select } from '@/components/select';
import type { Room } from '@/lib/api/types';
import { useFormats } from '@/lib/time/formats-context';
import { isNarrow, offered, seatSteps, type Wish } from '../wishes';
import { chipClass, FiltersLayout } from './filters-layout';

interface Props {
  wish: Wish;
  /** Those that are found, for what they have. */
  rooms: readonly Room[];
  onChange(change: Partial<Wish>): void;
}

/** Half hours in which people meet. */
const times = Array.from({ length: 32 }, (_, index) => 360 + index * 30);
const textOf = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${minute % 60 === 0 ? '00' : '30'}`;

/** What a room must have, and when it must be free. */
export function RoomFilters({ wish, rooms, onChange }: Props) {
  const t = useTranslations('roomsPage');
  const formats = useFormats();
  // What was seen once stays offered, however few rooms are left.
  const seen = useRef(new Set<string>());
  for (const { equipment } of rooms) equipment.forEach((each) => seen.current.add(each));
  const minute = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
  const frees = wish.free && wish.free !== 'now' && !times.some((each) => textOf(each) === wish.free) ? [...times, minute(wish.free)] : times;

  return (
    <div role="group" aria-label={t('filters')}>
      <FiltersLayout
        seats={
          <Select
            label={t('seats')}
            value={String(wish.seats)}
            onChange={(seats) => onChange({ seats: Number(seats) })}
            options={[...new Set([...seatSteps, wish.seats])]
              .sort((a, b) => a - b)
              .map((seats) => ({ id: String(seats), label: seats === 1 ? t('anySeats') : t('seatsAtLeast', { count: seats }) }))}
          />
        }
        freeAt={
          <Select
            label={t('freeAt')}
            value={wish.free || 'any'}
            onChange={(free) => onChange({ free: free === 'any' ? '' : free, ...(free === 'now' ? { date: null } : {}) })}
            options={[
              { id: 'any', label: t('anyTime') },
              { id: 'now', label: t('freeNow') },
              ...frees.map((each) => ({ id: textOf(each), label: t('freeFrom', { time: formats.wallTime(each) }) })),
            ]}
          />
        }
        equipment={offered(seen.current, wish)}
        equipmentLabel={t('equipment')}
        chip={(each) => (
          <ToggleButton
            isSelected={wish.equipment.includes(each)}
            onChange={(on) => onChange({ equipment: on ? [...wish.equipment, each] : wish.equipment.filter((one) => one !== each) })}
            className={cx(
              chipClass,
              'cursor-pointer border-line-strong bg-surface text-fg-2 data-hovered:bg-hover data-selected:border-transparent data-selected:bg-accent-soft data-selected:text-accent-text',
            )}
          >
            {each}
          </ToggleButton>
        )}
        clear={
          isNarrow(wish) ? (
            <Button
              look="ghost"
              icon={<X aria-hidden className="size-4" strokeWidth={1.75} />}
              onPress={() => onChange({ words: '', seats: 1, equipment: [], free: '' })}
            >
              {t('clear')}
            </Button>
          ) : null
        }
      />
    </div>
  );
}
