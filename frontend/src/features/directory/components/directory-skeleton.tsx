'use client';

import { useTranslations } from 'use-intl';
import { buttonClass } from '@/components/button';
import { cx } from '@/components/class-names';
import { PageTitle } from '@/components/page-title';
import { FieldSkeleton, RowsSkeleton } from '@/components/skeleton';
import { HoursSkeleton } from '@/features/calendar';
import type { Room } from '@/lib/api/types';
import { isNarrow, offered, type Wish } from '../wishes';
import { preloadWords } from '@/lib/words';
import { chipClass, FiltersLayout } from './filters-layout';

interface Props {
  of: 'people' | 'rooms';
}

/** What rooms are filtered by, before it can be. */
export function FiltersSkeleton({ wish, rooms }: { wish: Wish; rooms: readonly Room[] }) {
  const t = useTranslations('roomsPage');
  return (
    <div aria-hidden>
      <FiltersLayout
        seats={<FieldSkeleton label={t('seats')} />}
        freeAt={<FieldSkeleton label={t('freeAt')} />}
        equipment={offered(rooms.flatMap(({ equipment }) => equipment), wish)}
        equipmentLabel={t('equipment')}
        chip={(each) => <span className={cx(chipClass, 'skeleton inline-flex items-center border-transparent text-transparent')}>{each}</span>}
        clear={isNarrow(wish) ? <span className={buttonClass('ghost')}>{t('clear')}</span> : null}
      />
    </div>
  );
}

/** A list's geometry before it is known whose it is. */
export function DirectorySkeleton({ of }: Props) {
  preloadWords('directory');
  const t = useTranslations('nav');
  return (
    <div aria-busy="true" className={`mx-auto w-full px-4 py-5 sm:px-6 lg:py-8 ${of === 'rooms' ? 'max-w-[1440px]' : 'max-w-[816px]'}`}>
      <PageTitle>{t(of)}</PageTitle>
      <div className="mt-2 mb-5 h-[41px] border-b border-line" />
      <div className="skeleton-late mb-4 flex flex-col gap-3">
        <div className="skeleton h-(--control) max-w-2xl" />
        {of === 'rooms' ? (
          <FiltersLayout seats={<FieldSkeleton />} freeAt={<FieldSkeleton />} equipment={[]} />
        ) : null}
      </div>
      <RowsSkeleton faces />
    </div>
  );
}

/** What can be done with somebody, or a room: as wide as the buttons are, so that a phone breaks them alike. */
const deeds = { people: ['basis-28', 'basis-32', 'basis-48'], rooms: ['basis-28', 'basis-48', 'basis-44'] } as const;

/** Somebody, or a room: who or what it is, what can be done, what there is to know, and their week. */
export function OneSkeleton({ of }: Props) {
  preloadWords('directory');
  const t = useTranslations('nav');
  return (
    <div aria-busy="true" className="flex flex-1 flex-col lg:min-h-0 lg:flex-row">
      <h1 className="sr-only">{t(of)}</h1>
      <div className="flex flex-none flex-col border-b border-line p-4 sm:p-5 lg:w-80 lg:border-e lg:border-b-0">
        <div aria-hidden className="skeleton-late flex flex-col gap-5">
          <div className="-mb-2 flex min-h-8 items-center">
            <div className="skeleton h-3.5 w-20" />
          </div>
          <div className="flex items-center gap-3">
            <div className={`skeleton size-10 flex-none ${of === 'people' ? 'rounded-full' : ''}`} />
            <div className="flex flex-col gap-1.5">
              <div className="skeleton h-5 w-36" />
              {of === 'rooms' ? <div className="skeleton h-3.5 w-28" /> : null}
            </div>
          </div>
          <div className="flex flex-wrap gap-2 lg:flex-col">
            {deeds[of].map((width) => (
              <div key={width} className={`skeleton h-(--control) flex-1 ${width} lg:flex-none lg:basis-(--control)`} />
            ))}
          </div>
          <div className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,13rem),1fr))] gap-x-6 gap-y-4 lg:grid-cols-1">
            {['w-32', 'w-40', 'w-36'].map((width) => (
              <div key={width} className="flex flex-col gap-2">
                <div className="skeleton h-3 w-16" />
                <div className={`skeleton h-5 ${width}`} />
              </div>
            ))}
          </div>
        </div>
      </div>
      <WeekSkeleton more={of === 'people'} />
    </div>
  );
}

/** The hours of as many days as there is room for; `more`: what can be switched beside the way to other days. */
function WeekSkeleton({ more }: { more: boolean }) {
  return (
    <div aria-hidden className="flex h-[max(480px,75dvh)] min-w-0 flex-none flex-col lg:h-auto lg:min-h-0 lg:flex-1">
      <div className="border-b border-line bg-surface px-4">
        <div className="skeleton-late flex min-h-14 flex-wrap items-center gap-x-2 gap-y-1 py-1.5">
          <div className="skeleton me-auto h-6 w-28 md:w-48" />
          {more ? (
            <div className="flex min-h-8 items-center max-sm:order-1 max-sm:basis-full pointer-coarse:min-h-11">
              <div className="skeleton h-4 w-24" />
            </div>
          ) : null}
          <div className="skeleton h-(--control) w-36" />
        </div>
      </div>
      <HoursSkeleton />
    </div>
  );
}
