'use client';

import { Users } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import { Button, buttonClass } from '@/components/button';
import { cx } from '@/components/class-names';
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
import { usePeoplePages, useTeams } from '../queries';
import { DirectorySkeleton } from './directory-skeleton';
import { DirectoryTabs } from './directory-tabs';
import { PeopleRows } from './people-rows';
import { SearchLine } from './search-line';

const words = wordsOf('directory');

/** Everybody in the organisation; what is looked for stands in the address. */
export function PeoplePage() {
  return (
    <Words of={words} meanwhile={<DirectorySkeleton of="people" />}>
      <People />
    </Words>
  );
}

function People() {
  const t = useTranslations('directory');
  const search = useSearchParams();
  const words = (search.get('q') ?? '').slice(0, 200);
  const team = search.get('team');
  const page = useRef<HTMLDivElement>(null);
  const rows = useRows(page);
  const teams = useTeams();
  useOffers(() => ({
    'list.next': () => rows.step(1),
    'list.previous': () => rows.step(-1),
    'search.open': () => page.current?.querySelector<HTMLInputElement>('[data-search]')?.select(),
  }));
  const put = (name: string, value: string) => {
    const params = new URLSearchParams(location.search);
    if (value) params.set(name, value);
    else params.delete(name);
    history.replaceState(null, '', params.size > 0 ? `?${params}` : location.pathname);
  };
  const intoTheList = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
    event.preventDefault();
    page.current?.querySelector<HTMLElement>('[data-row]')?.focus();
  };

  return (
    <div ref={page} className="mx-auto w-full max-w-[816px] px-4 py-5 sm:px-6 lg:py-8">
      <DirectoryTabs current="people" />
      <div className="mb-4 flex">
        <SearchLine label={t('search')} value={words} onChange={(typed) => put('q', typed)} onKeyDown={intoTheList} />
      </div>
      {teams.isPending ? (
        <RowsSkeleton faces />
      ) : (
        <>
          <TeamChoice chosen={team} onChoose={(id) => put('team', id)} />
          {team ? <OfTeam id={team} words={words} /> : <Everybody words={words} />}
        </>
      )}
    </div>
  );
}

/** Teams as a row of chips, where there are any. */
function TeamChoice({ chosen, onChoose }: { chosen: string | null; onChoose(id: string): void }) {
  const t = useTranslations('directory');
  const teams = useTeams();
  if (!teams.data || teams.data.length === 0) return null;
  return (
    <ul aria-label={t('teams')} className="mb-4 flex flex-wrap gap-1.5">
      {[{ id: '', name: t('allTeams') }, ...teams.data].map(({ id, name }) => {
        const isChosen = id === (chosen ?? '');
        return (
          <li key={id} className="max-w-full">
            <button
              type="button"
              aria-pressed={isChosen}
              onClick={() => onChoose(id)}
              className={cx(
                'h-8 max-w-full cursor-pointer truncate rounded-full border px-3 text-sm font-[550] pointer-coarse:h-11',
                isChosen ? 'border-transparent bg-accent-soft text-accent-text' : 'border-line bg-surface text-fg-2 hover:bg-hover',
              )}
            >
              <bdi>{name}</bdi>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function OfTeam({ id, words }: { id: string; words: string }) {
  const t = useTranslations('directory');
  const teams = useTeams();
  const team = teams.data?.find((each) => each.id === id);
  if (!teams.data && !teams.isError) return <RowsSkeleton faces />;
  const wished = words.toLowerCase();
  const found = (team?.members ?? []).filter(({ name, email }) => `${name} ${email}`.toLowerCase().includes(wished));
  if (found.length === 0) return words ? <NoMatch words={words} /> : <EmptyState title={t('emptyTeam')} icon={<Users {...icon} />} />;
  return (
    <>
      <p role="status" className="sr-only">
        {t('found', { count: found.length })}
      </p>
      <PeopleRows people={found} />
    </>
  );
}

const icon = { 'aria-hidden': true, className: 'size-5', strokeWidth: 1.75 } as const;

function NoMatch({ words }: { words: string }) {
  const t = useTranslations('directory');
  return (
    <EmptyState title={t('noMatch', { words })} icon={<Users {...icon} />}>
      {t('noMatchText')}
    </EmptyState>
  );
}

function Everybody({ words }: { words: string }) {
  const t = useTranslations('directory');
  const problemText = useProblemText();
  const me = usePerson();
  const people = usePeoplePages(words);
  const end = useRef<HTMLDivElement>(null);
  const further = people.hasNextPage && !people.isFetching;
  useEffect(() => {
    if (!further || !end.current) return undefined;
    // The next page comes before the end of this one is seen.
    const watch = new IntersectionObserver(([seen]) => seen?.isIntersecting && void people.fetchNextPage(), { rootMargin: '400px' });
    watch.observe(end.current);
    return () => watch.disconnect();
  }, [further]);
  const retry = () => void people.refetch();

  if (!people.data) {
    if (!people.isError) return <RowsSkeleton faces />;
    return (
      <NotRead reason={people.error} title={t('failedTitle')} retry={t('retry')} onRetry={retry} />
    );
  }
  const { pages } = people.data;
  const count = pages.reduce((sum, { data }) => sum + data.length, 0);
  return (
    <div aria-busy={people.isPlaceholderData} className={cx('transition-opacity duration-(--t-2)', people.isPlaceholderData && 'opacity-60')}>
      {people.isError ? (
        <StaleNotice mayRetry={!isRefused(people.error)} retry={t('retry')} onRetry={retry}>
          {t('stale', { reason: problemText(people.error) })}
        </StaleNotice>
      ) : null}
      <p role="status" className="sr-only">
        {people.isPlaceholderData ? '' : t('found', { count })}
      </p>
      {count === 0 && words ? <NoMatch words={words} /> : null}
      {pages.map(({ data }, index) => (data.length > 0 ? <PeopleRows key={index} people={data} continues={index > 0} followed={index === 0} /> : null))}
      {!words && pages.every(({ data }) => data.every(({ id }) => id === me.id)) ? (
        <EmptyState
          title={t('alone')}
          icon={<Users {...icon} />}
          action={
            me.role === 'admin' ? (
              <Link href={paths.admin('people')} className={buttonClass('primary')}>
                {t('invite')}
              </Link>
            ) : null
          }
        >
          {t('aloneText')}
        </EmptyState>
      ) : null}
      {people.hasNextPage ? (
        <div ref={end} className="mt-4 flex justify-center">
          <Button isPending={people.isFetchingNextPage} onPress={() => void people.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
