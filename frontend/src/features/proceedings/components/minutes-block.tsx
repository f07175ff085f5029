'use client';

import { CheckCircle2, History, MoreHorizontal, NotebookPen, Trash2, ListTodo } from 'lucide-react';
import { useEffect, useRef, useSyncExternalStore, type KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Checkbox } from '@/components/checkbox';
import { Chip } from '@/components/chip';
import { cx } from '@/components/class-names';
import { DateField } from '@/components/date-time-field';
import { Menu, MenuItem, MenuLine } from '@/components/menu';
import { useEditorOf, useHere } from '@/features/presence';
import { useProblemText } from '@/lib/api/problem-text';
import type { Entry } from '@/lib/api/types';
import { useFormats } from '@/lib/time/formats-context';
import { instantOf } from '@/lib/time/moment';
import { isFinal } from '../autosave';
import type { Block, EntryKind } from '../blocks';
import { OwnerMenu, type Named } from './owner-menu';
import { TextConflict } from './text-conflict';

const small = { 'aria-hidden': true, className: 'size-4', strokeWidth: 1.75 } as const;
export const kindIcons: Record<EntryKind, typeof NotebookPen> = { note: NotebookPen, decision: CheckCircle2, action: ListTodo };
const kinds = ['note', 'decision', 'action'] as const;

interface Props {
  block: Block;
  /** Null until it was saved for the first time. */
  entry: Entry | null;
  kind: EntryKind;
  number: number;
  me: string;
  people: readonly Named[];
  nameOf(id: string): string | null;
  mayWrite: boolean;
  flash: boolean;
  autoFocus: boolean;
  onTick(done: boolean): void;
  onRemove(): void;
  onVersions(): void;
  /** It is left with nothing in it. */
  onDrop(): void;
  /** Enter, where a line is all there is: the next one. */
  onNext(): void;
}

export function MinutesBlock(props: Props) {
  const { block, entry, number, me, people, mayWrite, flash, autoFocus, onTick, onRemove, onVersions, onDrop, onNext, nameOf } = props;
  const t = useTranslations('minutes');
  useSyncExternalStore(block.subscribe, block.current, block.current);
  const here = useHere();
  const area = useRef<HTMLTextAreaElement>(null);
  const what = `entry:${entry?.id ?? 'new'}`;
  const was = useRef(what);
  const editor = useEditorOf(what, me);
  const kind = block.value('kind', props.kind);
  const text = block.value('text', '');
  const done = entry?.done_at != null;
  // Whoever has typed already goes on: the other's lock came too late, and nothing of either is lost.
  const locked = editor !== null && !block.isDirty;
  const Icon = kindIcons[kind];

  useEffect(() => {
    if (entry) block.heard(entry);
  }, [block, entry]);
  useEffect(() => {
    if (was.current !== what) here.doing.becomes(was.current, what);
    was.current = what;
  }, [here.doing, what]);
  useEffect(() => {
    if (autoFocus) area.current?.focus();
  }, [autoFocus]);

  const change = (members: Parameters<Block['change']>[0]) => {
    here.doing.edit(what);
    block.change(members);
  };
  const pressed = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    const next = event.key === 'Enter' && (event.metaKey || event.ctrlKey || (kind !== 'note' && !event.shiftKey));
    if (next) {
      event.preventDefault();
      if (text.trim()) onNext();
    }
    if (event.key === 'Escape') area.current?.blur();
  };

  return (
    <li className={cx('group flex flex-col gap-2 rounded-lg border border-line bg-surface p-3', flash && 'flash')}>
      <div className="flex items-start gap-2.5">
        {kind === 'action' && entry ? (
          <Checkbox isSelected={done} onChange={onTick}>
            <span className="sr-only">{t('tick', { text })}</span>
          </Checkbox>
        ) : (
          <span
            className={cx(
              'mt-1 flex size-6 shrink-0 items-center justify-center rounded-full',
              kind === 'decision' ? 'bg-success-soft text-success' : kind === 'action' ? 'bg-accent-soft text-accent-text' : 'bg-hover text-fg-2',
            )}
          >
            <Icon {...small} />
          </span>
        )}
        <div className="min-w-0 flex-1">
          {kind === 'note' ? null : <p className="text-xs font-[600] text-fg-3">{t(kind)}</p>}
          <textarea
            ref={area}
            dir="auto"
            rows={Math.max(1, text.split('\n').length)}
            value={text}
            maxLength={10_000}
            readOnly={!mayWrite || locked}
            aria-label={t('textOf', { kind: t(kind), number })}
            placeholder={t({ note: 'writeNote', decision: 'writeDecision', action: 'writeAction' }[kind] as 'writeNote')}
            onChange={({ target }) => change({ text: target.value })}
            onKeyDown={pressed}
            onBlur={() => {
              here.doing.leave(what);
              if (!entry && !block.isDirty) onDrop();
              else void block.flush();
            }}
            className={cx(
              'block field-sizing-content w-full resize-none rounded-sm bg-transparent py-0.5 outline-offset-4 placeholder:text-fg-3 pointer-coarse:text-md',
              done && 'text-fg-2 line-through',
            )}
          />
        </div>
        {mayWrite && entry ? (
          <Menu
            label={t('more', { kind: t(kind) })}
            trigger={<Button look="ghost" square aria-label={t('more', { kind: t(kind) })} icon={<MoreHorizontal {...small} />} />}
          >
            {kinds
              .filter((each) => each !== kind)
              .map((each) => (
                <MenuItem
                  key={each}
                  onAction={() => change(each === 'action' ? { kind: each } : { kind: each, owner_id: null, due: null })}
                  icon={icon(each)}
                >
                  {t('become', { kind: t(each) })}
                </MenuItem>
              ))}
            <MenuItem onAction={onVersions} icon={<History {...small} />}>
              {t('versions')}
            </MenuItem>
            <MenuLine />
            <MenuItem onAction={onRemove} icon={<Trash2 {...small} />}>
              {t('remove')}
            </MenuItem>
          </Menu>
        ) : null}
      </div>
      {block.state === 'conflict' ? (
        <TextConflict
          name={entry ? nameOf(entry.edited_by) : null}
          mine={text}
          theirs={block.theirs('text') ?? ''}
          onMine={() => block.settle('mine')}
          onTheirs={() => block.settle('theirs')}
          onBoth={() => block.settle('mine', { text: `${block.theirs('text') ?? ''}\n\n${text}` })}
        />
      ) : null}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 ps-8 empty:hidden">
        {kind === 'action' && mayWrite ? (
          <>
            <OwnerMenu owner={block.value('owner_id', null)} people={people} onChange={(owner_id) => change({ owner_id })} />
            <DateField label={t('due')} labelHidden value={block.value('due', null) ?? ''} onChange={(due) => change({ due: due || null })} />
          </>
        ) : null}
        {kind === 'action' && !mayWrite ? <ActionFacts entry={entry} nameOf={nameOf} /> : null}
        {editor ? <Chip tone="info">{t('editing', { name: editor.name })}</Chip> : null}
        <Saved block={block} entry={entry} nameOf={nameOf} />
      </div>
    </li>
  );
}

function icon(kind: EntryKind) {
  const Icon = kindIcons[kind];
  return <Icon {...small} />;
}

export function ActionFacts({ entry, nameOf }: { entry: Entry | null; nameOf(id: string): string | null }) {
  const t = useTranslations('minutes');
  const formats = useFormats();
  if (!entry) return null;
  const facts = [
    entry.owner_id ? nameOf(entry.owner_id) : null,
    entry.due ? t('dueOn', { day: formats.shortDate(Temporal.PlainDate.from(entry.due)) }) : null,
  ].filter(Boolean);
  return facts.length > 0 ? <span className="text-sm text-fg-2">{facts.join(' · ')}</span> : null;
}

/** Whether what shows is saved; who wrote it last, where nothing is to be said of that. */
function Saved({ block, entry, nameOf }: { block: Block; entry: Entry | null; nameOf(id: string): string | null }) {
  const t = useTranslations('minutes');
  const formats = useFormats();
  const problemText = useProblemText();
  if (block.state === 'conflict') return null;
  if (block.state === 'failed') {
    const refused = isFinal(block.reason);
    return (
      <span role="alert" className="flex items-center gap-2 text-xs font-[500] text-warning">
        {refused ? t('failed', { reason: problemText(block.reason) }) : t('failedOffline')}
        <button type="button" onClick={() => void block.flush()} className="cursor-pointer rounded-xs font-[600] underline underline-offset-2">
          {t('retry')}
        </button>
      </span>
    );
  }
  const words =
    block.state === 'saving'
      ? t('saving')
      : block.state === 'waiting'
        ? t('waiting')
        : block.savedAt !== null
          ? t('saved', { time: formats.time(block.savedAt) })
          : entry
            ? t('by', { name: nameOf(entry.edited_by) ?? '', when: formats.time(instantOf(entry.edited_at)) })
            : '';
  return <span className="tabular text-xs text-fg-3">{words}</span>;
}
