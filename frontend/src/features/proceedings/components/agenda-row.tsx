'use client';

import { ArrowDown, ArrowUp, Check, ChevronsRight, CornerDownRight, GripVertical, MoreHorizontal, Pencil, Play, RotateCcw, Square, Trash2 } from 'lucide-react';
import type { HTMLAttributes, KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import { Avatar } from '@/components/avatar';
import { Button } from '@/components/button';
import { Chip } from '@/components/chip';
import { cx } from '@/components/class-names';
import { vars } from '@/components/css-vars';
import { Menu, MenuItem, MenuLine } from '@/components/menu';
import type { AgendaItem } from '@/lib/api/types';
import { useServerSeconds } from '@/lib/time/use-now';
import { clockOf, clockText } from '../agenda';
import type { Named } from './owner-menu';

const small = { 'aria-hidden': true, className: 'size-4', strokeWidth: 1.75 } as const;

export interface RowDeeds {
  edit(): void;
  turn(state: 'open' | 'running' | 'done'): void;
  startNext(): void;
  step(by: number): void;
  remove(): void;
}

interface Props {
  item: AgendaItem;
  number: number;
  owner: Named | null;
  editor: string | null;
  /** What comes after it, while it runs. */
  next: AgendaItem | null;
  flash: boolean;
  dragged: boolean;
  /** On which side of it the dragged one would land. */
  drop: 'before' | 'after' | null;
  /** Undefined for those who only read. */
  deeds: RowDeeds | undefined;
  handle: HTMLAttributes<HTMLElement>;
}

export function AgendaRow({ item, number, owner, editor, next, flash, dragged, drop, deeds, handle }: Props) {
  const t = useTranslations('agenda');
  const over = item.state === 'carried_over';
  const keys = (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!event.altKey || by === undefined || !deeds) return;
    event.preventDefault();
    deeds.step(by);
  };
  return (
    <li
      data-line={item.id}
      onKeyDown={keys}
      className={cx(
        'group flex items-start gap-2 rounded-lg border bg-surface px-2 py-2.5 transition-opacity',
        item.state === 'running' ? 'border-accent' : 'border-line',
        dragged && 'opacity-50',
        drop === 'before' && 'shadow-[0_-3px_0_-1px_var(--accent)]',
        drop === 'after' && 'shadow-[0_3px_0_-1px_var(--accent)]',
        flash && 'flash',
      )}
    >
      {deeds ? (
        <button
          type="button"
          {...handle}
          aria-label={t('drag', { title: item.title })}
          title={t('dragHint')}
          className="mt-0.5 flex h-8 w-6 shrink-0 cursor-grab touch-none items-center justify-center rounded-sm text-fg-3 hover:bg-hover hover:text-fg active:cursor-grabbing pointer-coarse:mt-0 pointer-coarse:h-11 pointer-coarse:w-8"
        >
          <GripVertical {...small} />
        </button>
      ) : null}
      <span aria-hidden className="tabular mt-2 w-5 shrink-0 text-end text-sm text-fg-3 pointer-coarse:mt-3">
        {number}
      </span>
      <div className="min-w-0 flex-1 self-center">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          {deeds && !over ? (
            <button
              type="button"
              dir="auto"
              data-said=""
              onClick={deeds.edit}
              aria-label={t('editNamed', { title: item.title })}
              className="min-w-0 cursor-text rounded-xs text-start font-[550] break-words hover:underline hover:decoration-line-strong hover:underline-offset-4"
            >
              {item.title}
            </button>
          ) : (
            <span dir="auto" className={cx('min-w-0 font-[550] break-words', over && 'text-fg-2')}>
              {item.title}
            </span>
          )}
          {item.minutes !== null && item.state === 'open' ? (
            <span className="tabular text-sm text-fg-3">{t('planned', { count: item.minutes })}</span>
          ) : null}
          {owner ? (
            <span className="inline-flex items-center gap-1.5 text-sm text-fg-2">
              <Avatar id={owner.id} name={owner.name} size={20} />
              <bdi>{owner.name}</bdi>
            </span>
          ) : null}
          <State item={item} />
          {editor ? <Chip tone="info">{editor}</Chip> : null}
        </div>
        {item.notes ? (
          <p dir="auto" className="mt-1 max-w-[68ch] text-sm break-words whitespace-pre-wrap text-fg-2">
            {item.notes}
          </p>
        ) : null}
        {item.state === 'running' ? <Bar item={item} /> : null}
        {next ? (
          <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1">
            <p dir="auto" className="min-w-0 flex-1 text-sm text-fg-2">
              {t('next', { title: next.title })}
            </p>
            {deeds ? (
              <Button onPress={deeds.startNext} icon={<ChevronsRight {...small} />}>
                {t('startNext')}
              </Button>
            ) : null}
          </div>
        ) : null}
      </div>
      {deeds && !over ? <Deeds item={item} deeds={deeds} /> : null}
    </li>
  );
}

function State({ item }: { item: AgendaItem }) {
  const t = useTranslations('agenda');
  if (item.state === 'carried_over') return <Chip icon={<CornerDownRight aria-hidden className="size-3.5" />}>{t('carriedTo')}</Chip>;
  if (item.state === 'done') {
    return (
      <Chip tone="success" icon={<Check aria-hidden className="size-3.5" strokeWidth={2} />}>
        {item.spent_seconds > 0 ? t('doneIn', { time: clockText(item.spent_seconds) }) : t('done')}
      </Chip>
    );
  }
  if (item.state === 'running') return <Chip tone="accent">{t('running')}</Chip>;
  return item.carried_from ? <Chip>{t('carriedFrom')}</Chip> : null;
}

/** How long it has been talked about: counted from what the server says, so that all see the same. */
function Bar({ item }: { item: AgendaItem }) {
  const t = useTranslations('agenda');
  const { spent, share, over } = clockOf(item, useServerSeconds(item.state === 'running'));
  return (
    <div className="mt-2 flex items-center gap-3" role="timer" aria-label={item.title}>
      {share === null ? null : (
        <span aria-hidden className="h-1.5 min-w-0 flex-1 overflow-hidden rounded-full bg-hover">
          <span
            style={vars({ '--share': share })}
            className={cx('block h-full origin-left scale-x-(--share) rounded-full rtl:origin-right', over > 0 ? 'bg-warning' : 'bg-accent')}
          />
        </span>
      )}
      <span className={cx('tabular text-sm', over > 0 ? 'font-[600] text-warning' : 'text-fg-2')}>
        {item.minutes === null ? clockText(spent) : t('left', { time: clockText(spent), count: item.minutes })}
        {over > 0 ? ` · ${t('over', { count: over })}` : ''}
      </span>
    </div>
  );
}

function Deeds({ item, deeds }: { item: AgendaItem; deeds: RowDeeds }) {
  const t = useTranslations('agenda');
  const more = (
    <Button look="ghost" square aria-label={t('more', { title: item.title })} icon={<MoreHorizontal {...small} />} />
  );
  return (
    <div className="flex shrink-0 items-center gap-1">
      {item.state === 'open' ? (
        <Button look="ghost" square aria-label={t('startNamed', { title: item.title })} onPress={() => deeds.turn('running')} icon={<Play {...small} />} />
      ) : null}
      {item.state === 'running' ? (
        <Button square aria-label={t('finishNamed', { title: item.title })} onPress={() => deeds.turn('done')} icon={<Check {...small} />} />
      ) : null}
      <Menu label={t('more', { title: item.title })} trigger={more}>
        <MenuItem onAction={deeds.edit} icon={<Pencil {...small} />}>
          {t('edit')}
        </MenuItem>
        {item.state === 'running' ? (
          <MenuItem onAction={() => deeds.turn('open')} icon={<Square {...small} />}>
            {t('stop')}
          </MenuItem>
        ) : null}
        {item.state === 'done' ? (
          <MenuItem onAction={() => deeds.turn('open')} icon={<RotateCcw {...small} />}>
            {t('reopen')}
          </MenuItem>
        ) : null}
        <MenuItem onAction={() => deeds.step(-1)} icon={<ArrowUp {...small} />}>
          {t('up')}
        </MenuItem>
        <MenuItem onAction={() => deeds.step(1)} icon={<ArrowDown {...small} />}>
          {t('down')}
        </MenuItem>
        <MenuLine />
        <MenuItem onAction={deeds.remove} icon={<Trash2 {...small} />}>
          {t('remove')}
        </MenuItem>
      </Menu>
    </div>
  );
}
