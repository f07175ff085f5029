'use client';

import { CircleCheck, DoorOpen, Gavel, ListOrdered, MessageCircle, NotebookPen, Search } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Avatar } from '@/components/avatar';
import { Button } from '@/components/button';
import { Chip } from '@/components/chip';
import { cx } from '@/components/class-names';
import { EmptyState } from '@/components/empty-state';
import { controlClass } from '@/components/field';
import { hueOf } from '@/components/hues';
import { Link } from '@/components/link';
import { PageTitle } from '@/components/page-title';
import { useRows } from '@/components/row-keys';
import { RowsSkeleton } from '@/components/skeleton';
import { NotRead } from '@/features/session';
import { useProblemText } from '@/lib/api/problem-text';
import { Words } from '@/lib/locale';
import { wordsOf } from '@/lib/words';
import { useOffers } from '@/lib/offers';
import { paths } from '@/lib/routes';
import { useFormats } from '@/lib/time/formats-context';
import { spanText } from '@/lib/time/span';
import { passagePath } from '../passages';
import { useAllFound } from '../queries';
import { SearchSkeleton } from './search-skeleton';

const words = wordsOf('search');

/** The symbols of what was written. */
const places = { agenda: ListOrdered, note: NotebookPen, decision: Gavel, action: CircleCheck, chat: MessageCircle } as const;

/** Milliseconds without a key after which a search begins. */
const pause = 200;

/** Everything found by words: people, rooms, and meetings of any time. What is asked stands in the address. */
export function SearchPage() {
  return (
    <Words of={words} meanwhile={<SearchSkeleton />}>
      <Searching />
    </Words>
  );
}

function Searching() {
  const t = useTranslations('search');
  const words = (useSearchParams().get('q') ?? '').slice(0, 200);
  const page = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const rows = useRows(page);
  useOffers(() => ({
    'search.open': () => field.current?.select(),
    'list.next': () => rows.step(1),
    'list.previous': () => rows.step(-1),
  }));
  return (
    <div ref={page} className="mx-auto w-full max-w-[816px] px-4 py-5 sm:px-6 lg:py-8">
      <PageTitle>{t('title')}</PageTitle>
      <search className="relative mt-4 block">
        <Search aria-hidden className="pointer-events-none absolute start-3 top-1/2 size-4 -translate-y-1/2 text-fg-3" strokeWidth={1.75} />
        <Field
          words={words}
          input={field}
          onDown={() => page.current?.querySelector<HTMLElement>('[data-row]')?.focus()}
        />
      </search>
      <Found words={words.trim()} />
    </div>
  );
}

function Field({ words, input, onDown }: { words: string; input: React.RefObject<HTMLInputElement | null>; onDown(): void }) {
  const t = useTranslations('search');
  const [typed, setTyped] = useState(words);
  useEffect(() => {
    if (typed.trim() === words.trim()) return;
    const timer = setTimeout(() => window.history.replaceState(null, '', paths.search(typed.trim())), pause);
    return () => clearTimeout(timer);
  }, [typed, words]);
  return (
    <input
      ref={input}
      autoFocus
      type="search"
      aria-label={t('label')}
      placeholder={t('placeholder')}
      maxLength={200}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
        event.preventDefault();
        onDown();
      }}
      className={cx(controlClass, 'h-(--control) ps-9')}
    />
  );
}

function Found({ words }: { words: string }) {
  const t = useTranslations('search');
  const problemText = useProblemText();
  const formats = useFormats();
  const found = useAllFound(words);
  if (words === '') return <p className="mt-6 text-fg-2">{t('help')}</p>;
  if (!found.data) {
    return found.isError ? (
      <NotRead reason={found.error} title={t('failed')} retry={t('retry')} onRetry={() => void found.refetch()} />
    ) : (
      <div aria-busy="true" className="mt-6">
        <RowsSkeleton rows={4} />
      </div>
    );
  }
  const [first] = found.data.pages;
  const meetings = found.data.pages.flatMap((part) => part.meetings);
  const { people, rooms, passages } = first!;
  const count = people.length + rooms.length + meetings.length + passages.length;
  return (
    <div aria-busy={found.isPlaceholderData} className={cx('mt-6 flex flex-col gap-7 transition-opacity duration-(--t-2)', found.isPlaceholderData && 'opacity-60')}>
      <p role="status" className="sr-only">
        {found.isPlaceholderData ? '' : t('found', { count })}
      </p>
      {count === 0 ? <EmptyState title={t('nothing', { words })}>{t('nothingText')}</EmptyState> : null}
      <Part title={t('people')}>
        {people.map((person) => (
          <Row key={person.id} id={person.id} href={paths.person(person.id)} symbol={<Avatar id={person.id} name={person.name} size={32} />} title={person.name} detail={person.email} />
        ))}
      </Part>
      <Part title={t('rooms')}>
        {rooms.map((room) => (
          <Row
            key={room.id}
            id={room.id}
            href={paths.room(room.id)}
            symbol={<DoorOpen aria-hidden className="size-5 text-fg-3" strokeWidth={1.75} />}
            title={room.name}
            detail={[room.location, t('seats', { count: room.capacity })].filter(Boolean).join(' · ')}
          />
        ))}
      </Part>
      <Part title={t('meetings')}>
        {meetings.map((meeting) => (
          <Row
            key={meeting.id}
            id={meeting.id}
            href={paths.meeting(meeting.id, { date: meeting.repeats ? meeting.original_start : null })}
            symbol={<span className={`hue-${hueOf(meeting.host.id)} h-9 w-[3px] rounded-full bg-(--bar)`} />}
            title={meeting.title}
            detail={[spanText(meeting, formats), meeting.location, meeting.host.name].filter(Boolean).join(' · ')}
            chip={meeting.state === 'cancelled' ? <Chip tone="danger">{t('cancelled')}</Chip> : meeting.state === 'draft' ? <Chip>{t('draft')}</Chip> : null}
          />
        ))}
      </Part>
      {found.hasNextPage ? (
        <div className="flex justify-center">
          <Button isPending={found.isFetchingNextPage} onPress={() => void found.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      ) : null}
      <Part title={t('written')}>
        {passages.map((passage) => {
          const { id, place, excerpt, title, start, end } = passage;
          const Icon = places[place];
          return (
            <Row
              key={id}
              id={id}
              href={passagePath(passage)}
              symbol={<Icon aria-hidden className="size-5 text-fg-3" strokeWidth={1.75} />}
              title={excerpt}
              isLong
              detail={[t(`places.${place}`), title, start && end && spanText({ start, end }, formats)].filter(Boolean).join(' · ')}
            />
          );
        })}
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: readonly ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className="mb-2 text-sm font-[600] text-fg-2">{title}</h2>
      <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">{children}</ul>
    </section>
  );
}

interface RowProps {
  id: string;
  href: string;
  symbol: ReactNode;
  title: string;
  detail: string;
  chip?: ReactNode;
  /** A sentence rather than a name: it may take two lines. */
  isLong?: boolean;
}

function Row({ id, href, symbol, title, detail, chip, isLong = false }: RowProps) {
  return (
    <li data-row={id} tabIndex={-1} className="relative flex min-h-15 items-center gap-3 px-4 py-2.5 -outline-offset-2 hover:bg-hover has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-(--ring)">
      <span aria-hidden className="flex w-8 flex-none justify-center">
        {symbol}
      </span>
      <div className="min-w-0 flex-1">
        <Link href={href} prefetch={false} dir="auto" className={cx('font-[600] outline-none after:absolute after:inset-0', isLong ? 'line-clamp-2 break-words' : 'block truncate')}>
          {title}
        </Link>
        <p dir="auto" className="truncate text-sm text-fg-3">
          {detail}
        </p>
      </div>
      {chip}
    </li>
  );
}
