'use client';

import { CheckCheck } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import { useRef, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { cx } from '@/components/class-names';
import { EmptyState } from '@/components/empty-state';
import { Link } from '@/components/link';
import { neighbourOf, useRows } from '@/components/row-keys';
import { StaleNotice } from '@/components/stale-notice';
import { NotRead } from '@/features/session';
import { isRefused } from '@/lib/api/problem';
import { useProblemText } from '@/lib/api/problem-text';
import { Words } from '@/lib/locale';
import { useOffers } from '@/lib/offers';
import { wordsOf } from '@/lib/words';
import { paths } from '@/lib/routes';
import { groupsOf } from '../groups';
import { held } from '../held';
import { read, useDeeds, type Deed } from '../mutations';
import { useHeld, useWaiting, type Tab } from '../queries';
import { InboxGroup } from './inbox-group';
import { InboxRow } from './inbox-row';
import { InboxRowsSkeleton, InboxSkeleton } from './inbox-skeleton';
import { NothingNeedsYou } from './nothing-needs-you';
import { RowActions } from './row-actions';
import { useInbox } from './use-inbox';

const words = wordsOf('inbox');

/** What waits for the reader, and what else they were told; each is seen to where it stands. */
export function InboxPage() {
  return (
    <Words of={words} meanwhile={<InboxSkeleton />}>
      <Inbox />
    </Words>
  );
}

function Inbox() {
  const t = useTranslations('inbox');
  const tab: Tab = useSearchParams().get('tab') === 'updates' ? 'updates' : 'needs';
  const page = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const rows = useRows(page);
  useOffers(() => {
    const offered = Object.entries({ 'inbox.yes': 'y', 'inbox.maybe': 'u', 'inbox.no': 'n', 'inbox.done': 'e' });
    return {
      'list.next': () => rows.step(1),
      'list.previous': () => rows.step(-1),
      'inbox.undo': () => held.undoLast(),
      ...Object.fromEntries(offered.flatMap(([id, name]) => (rows.pressing(name) ? [[id, rows.pressing(name)]] : []))),
    };
  });

  /** The reader goes on with the next row, not from the top. */
  const leave = () => {
    const row = document.activeElement?.closest<HTMLElement>('[data-row]');
    if (row) (neighbourOf(page.current, row) ?? heading.current)?.focus();
  };

  return (
    <div ref={page} className="group/inbox mx-auto w-full max-w-[816px] px-4 py-5 sm:px-6 lg:py-8">
      <h1 ref={heading} tabIndex={-1} className="text-xl font-[650] tracking-[-0.01em] outline-none">
        {t('title')}
      </h1>
      <Tabs tab={tab} />
      {tab === 'needs' ? <NeedsYou onLeave={leave} /> : <Updates />}
      <Keys tab={tab} />
    </div>
  );
}

function Tabs({ tab }: { tab: Tab }) {
  const t = useTranslations('inbox');
  const waiting = useWaiting();
  const each = (name: Tab) => ({
    'aria-current': name === tab ? ('page' as const) : undefined,
    replace: true,
    className: cx(
      'flex h-10 items-center gap-2 border-b-2 px-1 font-[550] rounded-t-xs',
      name === tab ? 'border-accent text-fg' : 'border-transparent text-fg-2 hover:text-fg',
    ),
  });
  return (
    <nav aria-label={t('parts.tabs')} className="mt-3 mb-5 flex gap-5 border-b border-line">
      <Link href={paths.inbox()} {...each('needs')}>
        {t('needsYou')}
        {waiting > 0 ? (
          <span className="tabular rounded-full bg-accent-soft px-2 py-px text-xs font-[650] text-accent-text">{waiting}</span>
        ) : null}
      </Link>
      <Link href={paths.inbox('updates')} {...each('updates')}>
        {t('updates')}
      </Link>
    </nav>
  );
}

function NeedsYou({ onLeave }: { onLeave(): void }) {
  const inbox = useInbox('needs');
  const marks = useHeld();
  const act = useDeeds();
  const told = inbox.data?.pages.flatMap(({ data }) => data).filter(({ id }) => !marks.has(id) || marks.get(id) === 'read');
  const deed = (given: Deed) => {
    onLeave();
    act(given);
  };
  return (
    <Shown inbox={inbox}>
      {told && told.length === 0 && !inbox.hasNextPage ? (
        <NothingNeedsYou />
      ) : (
        <Frame>
          {groupsOf(told ?? []).map((group) => (
            <InboxGroup key={group.key} group={group} folds={false}>
              {(row) => (
                <InboxRow
                  key={row.shown.id}
                  row={row}
                  unread={row.shown.read_at === null}
                  onOpen={() => void read({ ids: [...row.ids] }).catch(() => undefined)}
                  actions={<RowActions row={row} onDeed={deed} />}
                />
              )}
            </InboxGroup>
          ))}
        </Frame>
      )}
    </Shown>
  );
}

function Updates() {
  const t = useTranslations('inbox');
  const inbox = useInbox('updates');
  const marks = useHeld();
  const act = useDeeds();
  const told = inbox.data?.pages.flatMap(({ data }) => data);
  const isUnread = ({ id, read_at }: { id: string; read_at: string | null }) => read_at === null && !marks.has(id);
  const unread = told?.filter(isUnread).map(({ id }) => id) ?? [];
  const readAll = () =>
    act({ ids: unread, mark: 'read', said: t('allRead'), send: () => read({ up_to: unread[0]! }) });
  return (
    <Shown inbox={inbox}>
      {told && told.length === 0 ? (
        <EmptyState title={t('noUpdates')} icon={<CheckCheck aria-hidden className="size-5" strokeWidth={1.75} />}>
          {t('noUpdatesText')}
        </EmptyState>
      ) : (
        <>
          {unread.length > 0 ? (
            <div className="mb-3 flex justify-end">
              <Button onPress={readAll} icon={<CheckCheck aria-hidden className="size-4" strokeWidth={1.75} />}>
                {t('readAll')}
              </Button>
            </div>
          ) : null}
          <Frame>
            {groupsOf(told ?? []).map((group) => (
              <InboxGroup key={group.key} group={group} folds>
                {(row) => {
                  const fresh = isUnread(row.shown);
                  const ids = [...row.ids];
                  return (
                    <InboxRow
                      key={row.shown.id}
                      row={row}
                      unread={fresh}
                      onOpen={() => void (fresh && read({ ids }).catch(() => undefined))}
                      {...(fresh ? { onRead: () => act({ ids, mark: 'read', said: t('oneRead'), send: () => read({ ids }) }) } : {})}
                    />
                  );
                }}
              </InboxGroup>
            ))}
          </Frame>
        </>
      )}
    </Shown>
  );
}

function Frame({ children }: { children: ReactNode }) {
  return <div className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">{children}</div>;
}

/** The list once it is there; until then its place, or why it is not. What is known stays when it cannot be refreshed. */
function Shown({ inbox, children }: { inbox: ReturnType<typeof useInbox>; children: ReactNode }) {
  const t = useTranslations('inbox');
  const problemText = useProblemText();
  const retry = () => void inbox.refetch();
  if (!inbox.data) {
    if (!inbox.isError) return <InboxRowsSkeleton />;
    return (
      <NotRead reason={inbox.error} title={t('failedTitle')} retry={t('retry')} onRetry={retry} />
    );
  }
  return (
    <>
      {inbox.isError ? (
        <StaleNotice mayRetry={!isRefused(inbox.error)} retry={t('retry')} onRetry={retry}>
          {t('stale', { reason: problemText(inbox.error) })}
        </StaleNotice>
      ) : null}
      {children}
      {inbox.hasNextPage ? (
        <div className="mt-4 flex justify-center">
          <Button isPending={inbox.isFetchingNextPage} onPress={() => void inbox.fetchNextPage()}>
            {t('older')}
          </Button>
        </div>
      ) : null}
    </>
  );
}

/** Which keys work here, for those who have some, where there is a row to press them on. */
function Keys({ tab }: { tab: Tab }) {
  const t = useTranslations('inbox.keys');
  const shown = tab === 'needs' ? (['move', 'open', 'answer', 'done', 'undo'] as const) : (['move', 'open', 'read', 'undo'] as const);
  return (
    <p className="mt-5 hidden flex-wrap gap-x-4 gap-y-1 text-xs text-fg-3 lg:group-has-data-row/inbox:flex pointer-coarse:hidden">
      {shown.map((name) => (
        <span key={name}>
          {t.rich(name, {
            k: (key) => (
              <kbd className="me-1 rounded-xs border border-line bg-surface px-1.5 py-px font-sans font-[550] text-fg-2">{key}</kbd>
            ),
          })}
        </span>
      ))}
    </p>
  );
}
