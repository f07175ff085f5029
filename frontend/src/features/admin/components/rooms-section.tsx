'use client';

import { DoorOpen, Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useCallback, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Chip } from '@/components/chip';
import { DataTable } from '@/components/data-table';
import { PageHead } from '@/components/side-pages';
import { EmptyState } from '@/components/empty-state';
import { Loaded } from '@/features/session';
import type { Room } from '@/lib/api/types';
import { useAllRooms } from '../queries';
import { MoreButton } from './more-button';
import { SearchBox } from './search-box';
import { useFilter } from './use-filter';

const RoomDialog = dynamic(() => import('./room-dialog').then((module) => module.RoomDialog), { ssr: false });

/** Rooms that can be booked. */
export function RoomsSection() {
  const t = useTranslations('admin.rooms');
  const [filter, setFilter] = useFilter(['q']);
  const search = useCallback((q: string) => setFilter({ q }), [setFilter]);
  const rooms = useAllRooms(filter.q);
  const [open, setOpen] = useState<Room | 'new' | null>(null);
  const add = (
    <Button look="primary" icon={<Plus aria-hidden className="size-4" strokeWidth={2} />} onPress={() => setOpen('new')}>
      {t('add')}
    </Button>
  );
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} action={rooms.data?.length === 0 && !filter.q ? null : add} />
      <Loaded query={rooms}>
        {(shown) =>
          shown.length === 0 && !filter.q ? (
            <EmptyState title={t('noneTitle')} icon={<DoorOpen aria-hidden className="size-5" strokeWidth={1.75} />} action={add}>
              {t('noneText')}
            </EmptyState>
          ) : (
            <>
              <div className="mb-4 flex">
                <SearchBox label={t('search')} value={filter.q} onChange={search} />
              </div>
              <DataTable
                label={t('title')}
                items={shown as Room[]}
                idOf={({ id }) => id}
                columns={[
                  {
                    name: t('name'),
                    onCard: true,
                    cell: (room) => (
                      <span className="block min-w-0">
                        <span dir="auto" className="block font-[550]">
                          {room.name}
                        </span>
                        <span dir="auto" className="block text-sm font-[420] text-fg-3">
                          {room.location}
                        </span>
                      </span>
                    ),
                  },
                  { name: t('capacity'), onCard: true, cell: (room) => <span className="tabular">{t('seats', { count: room.capacity })}</span> },
                  {
                    name: t('equipment'),
                    cell: (room) => (
                      <span className="flex flex-wrap gap-1">
                        {room.equipment.map((each) => (
                          <Chip key={each}>{each}</Chip>
                        ))}
                      </span>
                    ),
                  },
                  { name: t('approval'), cell: (room) => <span className="text-fg-2">{t(room.approval ? 'asked' : 'free')}</span> },
                  {
                    name: t('deeds'),
                    quiet: true,
                    onCard: true,
                    cell: (room) => (
                      <span className="flex justify-end">
                        <Button look="ghost" aria-label={t('openOf', { name: room.name })} onPress={() => setOpen(room)}>
                          {t('open')}
                        </Button>
                      </span>
                    ),
                  },
                ]}
              />
            </>
          )
        }
      </Loaded>
      <MoreButton query={rooms} />
      {open ? <RoomDialog room={open === 'new' ? null : open} onClose={() => setOpen(null)} /> : null}
    </>
  );
}
