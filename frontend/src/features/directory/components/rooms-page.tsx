'use client';

import { DoorOpen, SearchX } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useSearchParams } from 'next/navigation';
import { lazy, Suspense, useEffect, useMemo, useRef, type KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import { Button, buttonClass } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { Link } from '@/components/link';
import { useRows } from '@/components/row-keys';
import { RowsSkeleton } from '@/components/skeleton';
import { StaleNotice } from '@/components/stale-notice';
import { NotRead, usePerson } from '@/features/session';
import { isRefused } from '@/lib/api/problem';
import { useProblemText } from '@/lib/api/problem-text';
import { Words } from '@/lib/locale';
import { useOffers } from '@/lib/offers';
import { wordsOf } from '@/lib/words';
import { paths } from '@/lib/routes';
import { useFormats } from '@/lib/time/formats-context';
import { parseDate, todayIn } from '@/lib/time/range';
import { useNow } from '@/lib/time/use-now';
import { useRoomPages } from '../queries';
import { isNarrow, queryOf, wishOf, type Wish } from '../wishes';
import { DirectorySkeleton, FiltersSkeleton } from './directory-skeleton';
import { DirectoryTabs } from './directory-tabs';
import { SearchLine } from './search-line';

const words = wordsOf('directory');

// The day of the rooms is drawn by the calendar's engine, and its filters open lists: both come after the page itself.
const load = () => import('./rooms-day');
const RoomsDay = dynamic(() => load().then((module) => module.RoomsDay), { ssr: false, loading: () => <RowsSkeleton faces /> });
const RoomFilters = lazy(() => import('./room-filters').then((module) => ({ default: module.RoomFilters })));

/** Rooms and what is free of their day; what is looked for stands in the address. */
export function RoomsPage() {
  return (
    <Words of={words} meanwhile={<DirectorySkeleton of="rooms" />}>
      <Rooms />
    </Words>
  );
}

function Rooms() {
  const t = useTranslations('roomsPage');
  const shared = useTranslations('directory');
  const problemText = useProblemText();
  const me = usePerson();
  const formats = useFormats();
  const search = useSearchParams();
  const wish = useMemo(() => wishOf(search), [search]);
  const now = useNow();
  const date = parseDate(wish.date) ?? todayIn(formats.zone, now);
  const page = useRef<HTMLDivElement>(null);
  const found = useRoomPages(wish);
  const rows = useRows(page);
  useOffers(() => ({
    'list.next': () => rows.step(1),
    'list.previous': () => rows.step(-1),
    'search.open': () => page.current?.querySelector<HTMLInputElement>('[data-search]')?.select(),
  }));
  useEffect(() => void load(), []);
  const put = (change: Partial<Wish>) => history.replaceState(null, '', queryOf({ ...wishOf(new URLSearchParams(location.search)), ...change }) || location.pathname);
  const intoTheList = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
    event.preventDefault();
    page.current?.querySelector<HTMLElement>('[role=gridcell][tabindex="0"], [data-row]')?.focus();
  };
  const retry = () => void found.refetch();
  const rooms = useMemo(() => found.data?.pages.flatMap(({ data }) => data), [found.data]);
  const nothingAtAll = rooms?.length === 0 && !isNarrow(wish);

  return (
    <div ref={page} className="mx-auto w-full max-w-[1440px] px-4 py-5 sm:px-6 lg:py-8">
      <DirectoryTabs current="rooms" />
      {nothingAtAll ? null : (
        <div className="mb-4 flex flex-col gap-3">
          <div className="flex max-w-2xl">
            <SearchLine label={t('search')} value={wish.words} onChange={(typed) => put({ words: typed })} onKeyDown={intoTheList} />
          </div>
          <Suspense fallback={<FiltersSkeleton wish={wish} rooms={rooms ?? []} />}>
            <RoomFilters wish={wish} rooms={rooms ?? []} onChange={put} />
          </Suspense>
        </div>
      )}
      {found.isError && rooms ? (
        <StaleNotice mayRetry={!isRefused(found.error)} retry={shared('retry')} onRetry={retry}>
          {shared('stale', { reason: problemText(found.error) })}
        </StaleNotice>
      ) : null}
      {!rooms ? (
        found.isError ? (
          <NotRead reason={found.error} title={shared('failedTitle')} retry={shared('retry')} onRetry={retry} />
        ) : (
          <RowsSkeleton faces />
        )
      ) : nothingAtAll ? (
        <EmptyState
          title={t('noneTitle')}
          icon={<DoorOpen aria-hidden className="size-5" strokeWidth={1.75} />}
          action={
            me.role === 'admin' ? (
              <Link href={paths.admin('rooms')} className={buttonClass('primary')}>
                {t('add')}
              </Link>
            ) : null
          }
        >
          {t('noneText')}
        </EmptyState>
      ) : rooms.length === 0 ? (
        <NoMatch onClear={() => put({ words: '', seats: 1, equipment: [], free: '' })} />
      ) : (
        <RoomsDay
          rooms={rooms}
          date={date}
          wish={wish}
          isOld={found.isPlaceholderData}
          onDate={(chosen) => put({ date: chosen?.toString() ?? null })}
          none={<NoMatch onClear={() => put({ words: '', seats: 1, equipment: [], free: '' })} />}
        />
      )}
      {found.hasNextPage ? (
        <div className="mt-4 flex justify-center">
          <Button isPending={found.isFetchingNextPage} onPress={() => void found.fetchNextPage()}>
            {shared('more')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function NoMatch({ onClear }: { onClear(): void }) {
  const t = useTranslations('roomsPage');
  return (
    <EmptyState title={t('noMatchTitle')} icon={<SearchX aria-hidden className="size-5" strokeWidth={1.75} />} action={<Button onPress={onClear}>{t('showAll')}</Button>}>
      {t('noMatchText')}
    </EmptyState>
  );
}
