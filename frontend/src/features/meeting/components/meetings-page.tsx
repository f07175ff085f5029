'use client';

import { CalendarSearch, Search } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import { useTranslations } from 'use-intl';
import { Button, buttonClass } from '@/components/button';
import { cx } from '@/components/class-names';
import { EmptyState } from '@/components/empty-state';
import { controlClass } from '@/components/field';
import { Link } from '@/components/link';
import { PageTitle } from '@/components/page-title';
import { useRows } from '@/components/row-keys';
import { StaleNotice } from '@/components/stale-notice';
import { NotRead } from '@/features/session';
import { isRefused } from '@/lib/api/problem';
import { useProblemText } from '@/lib/api/problem-text';
import { Words } from '@/lib/locale';
import { useOffers } from '@/lib/offers';
import { paths } from '@/lib/routes';
import { wordsOf } from '@/lib/words';
import { useFormats } from '@/lib/time/formats-context';
import { todayIn } from '@/lib/time/range';
import { useNow } from '@/lib/time/use-now';
import { byDay, linkOf, shelves, wishOf, type Day, type Wish } from '../days';
import { MeetingRow } from './meeting-row';
import { MeetingRowsSkeleton, MeetingsSkeleton } from './meetings-skeleton';
import { useMeetings } from './use-meetings';

const words = wordsOf('meetings');

/** Milliseconds without a key after which a search begins. */
const pause = 200;

/** All of the reader's meetings by day, to look through and to search; what is asked stands in the address. */
export function MeetingsPage() {
  return (
    <Words of={words} meanwhile={<MeetingsSkeleton />}>
      <Meetings />
    </Words>
  );
}

function Meetings() {
  const t = useTranslations('meetings');
  const wish = wishOf(useSearchParams());
  const page = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const rows = useRows(page);
  useOffers(() => ({
    'list.next': () => rows.step(1),
    'list.previous': () => rows.step(-1),
    'search.open': () => search.current?.select(),
  }));
  const intoTheList = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
    event.preventDefault();
    page.current?.querySelector<HTMLElement>('[data-row]')?.focus();
  };

  return (
    <div ref={page} className="mx-auto w-full max-w-[816px] px-4 py-5 sm:px-6 lg:py-8">
      <PageTitle>{t('title')}</PageTitle>
      <search className="relative mt-4 block">
        <Search aria-hidden className="pointer-events-none absolute start-3 top-1/2 size-4 -translate-y-1/2 text-fg-3" strokeWidth={1.75} />
        <SearchField key={wish.shelf} input={search} wish={wish} onKeyDown={intoTheList} />
      </search>
      <nav aria-label={t('which')} className="mt-2 mb-5 flex gap-5 overflow-x-auto border-b border-line">
        {shelves.map((shelf) => (
          <Link
            key={shelf}
            href={linkOf({ ...wish, shelf })}
            replace
            aria-current={shelf === wish.shelf ? 'page' : undefined}
            className={cx(
              'flex h-10 flex-none items-center rounded-t-xs border-b-2 px-1 font-[550] -outline-offset-2',
              shelf === wish.shelf ? 'border-accent text-fg' : 'border-transparent text-fg-2 hover:text-fg',
            )}
          >
            {t(shelf)}
          </Link>
        ))}
      </nav>
      <Found wish={wish} />
    </div>
  );
}

interface FieldProps {
  input: RefObject<HTMLInputElement | null>;
  wish: Wish;
  onKeyDown(event: KeyboardEvent): void;
}

/** What is typed goes into the address a moment later, and from there to the server. */
function SearchField({ input, wish, onKeyDown }: FieldProps) {
  const t = useTranslations('meetings');
  const [typed, setTyped] = useState(wish.words);
  useEffect(() => {
    if (typed.trim() === wish.words.trim()) return;
    const timer = setTimeout(() => window.history.replaceState(null, '', linkOf({ ...wish, words: typed })), pause);
    return () => clearTimeout(timer);
  }, [typed, wish.words, wish.shelf]);
  return (
    <input
      ref={input}
      type="search"
      aria-label={t('search')}
      placeholder={t('searchPlaceholder')}
      maxLength={200}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={onKeyDown}
      className={cx(controlClass, 'h-(--control) ps-9')}
    />
  );
}

function Found({ wish }: { wish: Wish }) {
  const t = useTranslations('meetings');
  const problemText = useProblemText();
  const formats = useFormats();
  const found = useMeetings(wish);
  const retry = () => void found.refetch();
  const more = found.hasNextPage ? (
    <Button isPending={found.isFetchingNextPage} onPress={() => void found.fetchNextPage()}>
      {t(wish.shelf === 'past' ? 'earlier' : 'later')}
    </Button>
  ) : null;
  const meetings = found.data?.pages.flatMap((part) => part.meetings) ?? [];

  if (!found.data) {
    if (!found.isError) return <MeetingRowsSkeleton />;
    return (
      <NotRead reason={found.error} title={t('failedTitle')} retry={t('retry')} onRetry={retry} />
    );
  }
  return (
    <div aria-busy={found.isPlaceholderData} className={cx('transition-opacity duration-(--t-2)', found.isPlaceholderData && 'opacity-60')}>
      {found.isError ? (
        <StaleNotice mayRetry={!isRefused(found.error)} retry={t('retry')} onRetry={retry}>
          {t('stale', { reason: problemText(found.error) })}
        </StaleNotice>
      ) : null}
      <p role="status" className="sr-only">
        {found.isPlaceholderData ? '' : t('found', { count: meetings.length })}
      </p>
      {meetings.length === 0 ? <Nothing wish={wish}>{more}</Nothing> : null}
      <div className="flex flex-col gap-6">
        {byDay(meetings, formats.zone).map((day, index) => (
          <OneDay key={`${day.date} ${index}`} day={day} />
        ))}
      </div>
      {more && meetings.length > 0 ? <div className="mt-5 flex justify-center">{more}</div> : null}
    </div>
  );
}

function OneDay({ day }: { day: Day }) {
  const t = useTranslations('meetings');
  const formats = useFormats();
  const now = useNow();
  const date = Temporal.PlainDate.from(day.date);
  const today = todayIn(formats.zone, now);
  const distance = today.until(date, { largestUnit: 'day' }).days;
  const near = ({ '-1': 'yesterday', 0: 'today', 1: 'tomorrow' } as const)[distance as -1 | 0 | 1];
  const name = date.year === today.year ? formats.longDate(date) : formats.dateRange(date, date);
  return (
    <section aria-label={name}>
      <h2 className="sticky top-0 z-2 -mx-1 bg-bg px-1 pt-1 pb-2 text-sm font-[600] text-fg-2 first-letter:uppercase">
        {near ? <span className={near === 'today' ? 'text-accent' : 'text-fg'}>{t(near)} · </span> : null}
        {name}
      </h2>
      <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
        {day.meetings.map((meeting) => (
          <MeetingRow key={`${meeting.id} ${meeting.original_start}`} meeting={meeting} now={now} />
        ))}
      </ul>
    </section>
  );
}

/** Nothing is there, and what to do about it; with a way to look further where not all was looked at yet. */
function Nothing({ wish, children: further }: { wish: Wish; children: ReactNode }) {
  const t = useTranslations('meetings');
  const searched = wish.words.trim() !== '';
  const other = wish.shelf === 'past' ? 'upcoming' : 'past';
  return (
    <EmptyState
      title={searched ? t('noMatch', { words: wish.words.trim() }) : t(`none.${wish.shelf}`)}
      icon={<CalendarSearch aria-hidden className="size-5" strokeWidth={1.75} />}
      action={
        searched ? (
          <>
            {further}
            <Link href={linkOf({ ...wish, shelf: other })} replace className={buttonClass()}>
              {t(other === 'past' ? 'lookBack' : 'lookAhead')}
            </Link>
          </>
        ) : further ? (
          further
        ) : wish.shelf === 'upcoming' ? (
          <Link href={paths.draft('time')} className={buttonClass('primary')}>
            {t('create')}
          </Link>
        ) : null
      }
    >
      {wish.shelf === 'past' && further ? t('monthOnly') : t(searched ? 'noMatchText' : `noneText.${wish.shelf}`)}
    </EmptyState>
  );
}
