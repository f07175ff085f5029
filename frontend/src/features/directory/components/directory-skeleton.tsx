'use client';

import { useTranslations } from 'use-intl';
import { buttonClass } from '@/components/button';
import { PageTitle } from '@/components/page-title';
import { RowsSkeleton } from '@/components/skeleton';
import type { Room } from '@/lib/api/types';
import { isNarrow, type Wish } from '../wishes';
import { preloadWords } from '@/lib/words';

interface Props {
  of: 'people' | 'rooms';
}

/** What rooms are filtered by, before it can be: as high, and broken into as many lines, as what comes. */
export function FiltersSkeleton({ wish, rooms }: { wish: Wish; rooms: readonly Room[] }) {
  const t = useTranslations('roomsPage');
  const offered = [...new Set([...rooms.flatMap(({ equipment }) => equipment), ...wish.equipment])].sort();
  return (
    <div aria-hidden className="flex flex-wrap items-end gap-x-4 gap-y-3">
      {(['seats', 'freeAt'] as const).map((label) => (
        <div key={label} className={`flex flex-col gap-1.5 ${label === 'seats' ? 'min-w-32' : 'min-w-36'}`}>
          <span className="text-sm font-[550] text-fg-2">{t(label)}</span>
          <div className="skeleton h-(--control)" />
        </div>
      ))}
      {offered.length > 0 ? (
        <div className="flex min-w-0 flex-col gap-1.5">
          <span className="text-sm font-[550] text-fg-2">{t('equipment')}</span>
          <div className="flex flex-wrap gap-1.5">
            {offered.map((each) => (
              <span key={each} className="skeleton h-(--control) rounded-full border border-transparent px-3 text-sm font-[550] text-transparent">
                {each}
              </span>
            ))}
          </div>
        </div>
      ) : null}
      {isNarrow(wish) ? <span className={buttonClass('ghost')}>{t('clear')}</span> : null}
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
          <div className="flex gap-x-4 pt-[calc(1lh+0.375rem)] text-sm">
            <div className="skeleton h-(--control) w-32" />
            <div className="skeleton h-(--control) w-36" />
          </div>
        ) : null}
      </div>
      <RowsSkeleton faces />
    </div>
  );
}

/** Somebody, or a room, and their week. */
export function OneSkeleton({ of }: Props) {
  preloadWords('directory');
  const t = useTranslations('nav');
  return (
    <div aria-busy="true" className="flex flex-1 flex-col lg:flex-row">
      <h1 className="sr-only">{t(of)}</h1>
      <div className="skeleton-late flex flex-none flex-col gap-4 border-line p-5 lg:w-80 lg:border-e">
        <div className="skeleton size-14 rounded-full" />
        <div className="skeleton h-7 w-48" />
        <div className="skeleton h-4 w-32" />
        <div className="skeleton h-9 w-full" />
      </div>
      <div className="skeleton-late flex-1 p-5">
        <div className="skeleton h-full min-h-96" />
      </div>
    </div>
  );
}
