'use client';

import { Plus } from 'lucide-react';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Skeleton } from '@/components/skeleton';
import { StaleNotice } from '@/components/stale-notice';
import { toasts } from '@/components/toasts';
import { useHere } from '@/features/presence';
import { isRefused } from '@/lib/api/problem';
import { useProblemText } from '@/lib/api/problem-text';
import type { AgendaItem, AgendaItemChange } from '@/lib/api/types';
import { useRecent } from '@/lib/live/recent';
import { nextItem, plannedMinutes } from '../agenda';
import { useAgendaDeeds } from '../mutations';
import { beforeAfterStep, inOrder, SharedOrder } from '../order';
import { useAgenda, type Which } from '../queries';
import { AgendaForm, type Topic } from './agenda-form';
import { AgendaRow } from './agenda-row';
import type { Named } from './owner-menu';
import { TextConflict } from './text-conflict';
import { useDragOrder } from './use-drag-order';

const small = { 'aria-hidden': true, className: 'size-4', strokeWidth: 1.75 } as const;

export interface SectionProps {
  which: Which;
  me: string;
  /** Who can be named in it: host and guests with an account. */
  people: readonly Named[];
  mayWrite: boolean;
  /** Minutes that the meeting takes; null where it takes whole days. */
  length: number | null;
}

interface Props extends SectionProps {
  adding: boolean;
  onAdding(adding: boolean): void;
  /** Whether there are other dates that items can be carried over to. */
  repeats: boolean;
}

interface Clash {
  readonly mine: AgendaItemChange;
  readonly theirs: AgendaItem;
}

export function AgendaSection({ which, me, people, mayWrite, length, adding, onAdding, repeats }: Props) {
  const t = useTranslations('agenda');
  const problemText = useProblemText();
  const agenda = useAgenda(which);
  const deeds = useAgendaDeeds(which);
  const flashing = useRecent();
  const here = useHere();
  const list = useRef<HTMLOListElement>(null);
  const [editing, setEditing] = useState<AgendaItem | null>(null);
  const [clash, setClash] = useState<Clash | null>(null);
  const [announced, setAnnounced] = useState('');

  const newest = useRef(deeds);
  useEffect(() => {
    newest.current = deeds;
  });
  const [order] = useState(() => new SharedOrder((id, before) => newest.current.place(id, before)));
  useSyncExternalStore(order.subscribe, order.current, order.current);

  const known = agenda.data?.data ?? [];
  const items = inOrder(known, order.on(known.map(({ id }) => id)));
  const named = new Map((agenda.data?.people ?? []).map((person) => [person.id, person]));
  const next = nextItem(items);

  const failed = (again: () => void) => (reason: unknown) =>
    toasts.show({ tone: 'danger', text: t('notSaved', { reason: problemText(reason) }), action: { label: t('retry'), run: again } });

  const move = (id: string, before: string | null) => {
    const title = known.find((item) => item.id === id)?.title ?? '';
    void order.move(id, before).catch(failed(() => move(id, before)));
    const place = order.on(known.map((item) => item.id)).indexOf(id) + 1;
    setAnnounced(t('place', { title, place, count: known.length }));
  };
  const step = (id: string, by: number) => {
    const before = beforeAfterStep(items.map((item) => item.id), id, by);
    if (before !== undefined) move(id, before);
  };
  const change = async (base: AgendaItem, members: AgendaItemChange): Promise<boolean> => {
    try {
      const outcome = await deeds.change(base, members);
      if (outcome.kind === 'conflict') setClash({ mine: members, theirs: outcome.theirs });
      return true;
    } catch (reason) {
      failed(() => void change(base, members))(reason);
      return false;
    }
  };
  const turn = (item: AgendaItem, state: 'open' | 'running' | 'done') => void change(item, { state });
  const remove = (item: AgendaItem) => {
    const row = list.current?.querySelector<HTMLElement>(`[data-line="${item.id}"]`);
    const neighbour = (row?.nextElementSibling ?? row?.previousElementSibling)?.querySelector<HTMLElement>('button');
    deeds.remove(item).then(
      () =>
        toasts.show({
          text: t('removed', { title: item.title }),
          action: { label: t('undo'), run: () => void deeds.restore(item.id).catch(failed(() => void deeds.restore(item.id))) },
        }),
      failed(() => remove(item)),
    );
    neighbour?.focus();
  };
  const add = async (topic: Topic): Promise<boolean> => {
    try {
      await deeds.add(topic);
      return true;
    } catch (reason) {
      failed(() => void add(topic))(reason);
      return false;
    }
  };
  const save = async (base: AgendaItem, topic: Topic): Promise<boolean> => {
    const members = Object.fromEntries(
      (Object.keys(topic) as (keyof Topic)[]).filter((name) => topic[name] !== base[name]).map((name) => [name, topic[name]]),
    ) as AgendaItemChange;
    const done = Object.keys(members).length === 0 || (await change(base, members));
    if (done) stopEditing(base.id);
    return done;
  };
  const stopEditing = (id: string) => {
    setEditing(null);
    here.doing.leave(`item:${id}`);
    list.current?.querySelector<HTMLElement>(`[data-line="${id}"] button`)?.focus();
  };
  const editorOf = (id: string) =>
    here.people.find(({ person_id, state, detail }) => person_id !== me && state === 'editing' && detail === `item:${id}`)?.name ?? null;
  const { drag, handle } = useDragOrder(list, move);

  if (agenda.isError && !agenda.data) {
    return (
      <StaleNotice inPlace mayRetry={!isRefused(agenda.error)} retry={t('retry')} onRetry={() => void agenda.refetch()}>
        {t('failed', { reason: problemText(agenda.error) })}
      </StaleNotice>
    );
  }
  if (!agenda.data) return <Skeleton className="h-32" />;

  return (
    <div className="flex flex-col gap-3">
      {items.length === 0 && !adding ? (
        <div className="rounded-lg border border-dashed border-line-strong px-4 py-6 text-center">
          <p className="font-[550]">{t('empty')}</p>
          {mayWrite ? <p className="text-sm text-fg-3">{t('emptyHint')}</p> : null}
        </div>
      ) : null}
      <ol ref={list} className="flex flex-col gap-1.5">
        {items.map((item, index) =>
          editing?.id === item.id ? (
            <li key={item.id} data-line={item.id}>
              <AgendaForm
                item={editing}
                people={people}
                onTyping={() => here.doing.edit(`item:${item.id}`)}
                onSave={(topic) => save(editing, topic)}
                onCancel={() => stopEditing(item.id)}
              />
            </li>
          ) : (
            <AgendaRow
              key={item.id}
              item={item}
              number={index + 1}
              owner={item.owner_id ? (named.get(item.owner_id) ?? null) : null}
              editor={editorOf(item.id)}
              next={item.state === 'running' ? next : null}
              flash={flashing.has(item.id)}
              dragged={drag?.id === item.id}
              drop={drag?.before === item.id ? 'before' : drag?.before === null && index === items.length - 1 ? 'after' : null}
              handle={handle(item.id)}
              deeds={
                mayWrite
                  ? {
                      edit: () => {
                        setEditing(item);
                        here.doing.edit(`item:${item.id}`);
                      },
                      turn: (state) => turn(item, state),
                      startNext: () => next && turn(next, 'running'),
                      step: (by) => step(item.id, by),
                      remove: () => remove(item),
                    }
                  : undefined
              }
            />
          ),
        )}
      </ol>
      {clash ? (
        <TextConflict
          name={null}
          mine={wordsOf({ ...clash.theirs, ...(clash.mine as Partial<AgendaItem>) })}
          theirs={wordsOf(clash.theirs)}
          onMine={() => {
            const { theirs, mine } = clash;
            setClash(null);
            void change(theirs, mine);
          }}
          onTheirs={() => setClash(null)}
        />
      ) : null}
      {adding && mayWrite ? (
        <AgendaForm people={people} onTyping={() => here.doing.edit('new-item')} onSave={add} onCancel={() => onAdding(false)} />
      ) : null}
      <div className="flex flex-wrap items-center gap-3">
        {mayWrite && !adding ? (
          <Button onPress={() => onAdding(true)} icon={<Plus {...small} />}>
            {t('add')}
          </Button>
        ) : null}
        {mayWrite && repeats && items.some(({ state }) => state === 'open' || state === 'running') ? (
          <Button
            look="ghost"
            onPress={() =>
              void deeds.carryOver().then(
                ({ data }) => toasts.show({ text: t('carriedOver', { count: data.length }) }),
                (reason: unknown) => toasts.show({ tone: 'danger', text: t('notSaved', { reason: problemText(reason) }) }),
              )
            }
          >
            {t('carryOver')}
          </Button>
        ) : null}
        <Total planned={plannedMinutes(items)} length={length} />
      </div>
      <p className="sr-only" role="status">
        {announced}
      </p>
    </div>
  );
}

function wordsOf({ title, notes, minutes }: AgendaItem): string {
  return [title, minutes === null ? '' : String(minutes), notes].filter(Boolean).join('\n');
}

function Total({ planned, length }: { planned: number; length: number | null }) {
  const t = useTranslations('agenda');
  if (planned === 0) return null;
  const over = length === null ? 0 : planned - length;
  return (
    <p className="tabular ms-auto text-sm text-fg-2">
      {length === null ? t('totalAlone', { planned }) : t('total', { planned, length })}
      {over > 0 ? <span className="font-[600] text-warning"> · {t('tooLong', { over })}</span> : null}
    </p>
  );
}
