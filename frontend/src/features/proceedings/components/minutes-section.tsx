'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Checkbox } from '@/components/checkbox';
import { Dialog, DialogBody } from '@/components/dialog';
import { Skeleton } from '@/components/skeleton';
import { StaleNotice } from '@/components/stale-notice';
import { toasts } from '@/components/toasts';
import { isRefused } from '@/lib/api/problem';
import { useProblemText } from '@/lib/api/problem-text';
import type { Entry } from '@/lib/api/types';
import { useRecent } from '@/lib/live/recent';
import { useFormats } from '@/lib/time/formats-context';
import { instantOf } from '@/lib/time/moment';
import type { EntryKind } from '../blocks';
import { useMinutesDeeds } from '../mutations';
import { useMinutes, useOpenActions, useRevisions } from '../queries';
import type { SectionProps } from './agenda-section';
import { ActionFacts, kindIcons, MinutesBlock } from './minutes-block';
import { useBlocks } from './use-blocks';

const kinds = ['note', 'decision', 'action'] as const;

export function MinutesSection({ which, me, people, mayWrite }: SectionProps) {
  const t = useTranslations('minutes');
  const problemText = useProblemText();
  const minutes = useMinutes(which);
  const deeds = useMinutesDeeds(which);
  const blocks = useBlocks(which, me);
  const flashing = useRecent();
  const [focused, setFocused] = useState<string | null>(null);
  const [versionsOf, setVersionsOf] = useState<Entry | null>(null);

  if (minutes.isError && !minutes.data) {
    return (
      <StaleNotice inPlace mayRetry={!isRefused(minutes.error)} retry={t('retry')} onRetry={() => void minutes.refetch()}>
        {t('unread', { reason: problemText(minutes.error) })}
      </StaleNotice>
    );
  }
  if (!minutes.data || !blocks.isRestored) return <Skeleton className="h-32" />;

  const names = new Map([...people, ...minutes.data.people].map(({ id, name }) => [id, name]));
  const nameOf = (id: string) => names.get(id) ?? null;
  const failed = (again: () => void) => (reason: unknown) =>
    toasts.show({ tone: 'danger', text: t('failed', { reason: problemText(reason) }), action: { label: t('retry'), run: again } });
  const begin = (kind: EntryKind) => setFocused(blocks.begin(kind));
  const tick = (entry: Entry, done: boolean) => void deeds.tick(entry, done).catch(failed(() => tick(entry, done)));
  const remove = (entry: Entry) =>
    void deeds.remove(entry).then(
      () =>
        toasts.show({
          text: t('removed'),
          action: { label: t('undo'), run: () => void deeds.restore(entry.id).catch(failed(() => void deeds.restore(entry.id))) },
        }),
      failed(() => remove(entry)),
    );

  const entries = minutes.data.data;
  const shown = [
    ...entries.map((entry) => ({ key: blocks.keyOf(entry.id), block: blocks.blockOf(entry), entry, kind: entry.kind })),
    ...blocks.begun.map(({ key, kind }) => ({ key, block: blocks.block(key)!, entry: null, kind })),
  ];

  return (
    <div className="flex flex-col gap-3">
      <OpenBefore which={which} nameOf={nameOf} onTick={tick} mayWrite={mayWrite} />
      {shown.length === 0 ? (
        <div className="rounded-lg border border-dashed border-line-strong px-4 py-6 text-center">
          <p className="font-[550]">{t('empty')}</p>
          {mayWrite ? <p className="text-sm text-fg-3">{t('emptyHint')}</p> : null}
        </div>
      ) : null}
      <ol className="flex flex-col gap-2">
        {shown.map(({ key, block, entry, kind }, index) => (
          <MinutesBlock
            key={key}
            block={block}
            entry={entry}
            kind={kind}
            number={index + 1}
            me={me}
            people={people}
            nameOf={nameOf}
            mayWrite={mayWrite}
            flash={entry !== null && flashing.has(entry.id)}
            autoFocus={focused === key}
            onTick={(done) => entry && tick(entry, done)}
            onRemove={() => entry && remove(entry)}
            onVersions={() => setVersionsOf(entry)}
            onDrop={() => blocks.drop(key)}
            onNext={() => begin(block.value('kind', kind))}
          />
        ))}
      </ol>
      {mayWrite ? (
        <div className="flex flex-wrap gap-2">
          {kinds.map((kind) => {
            const Icon = kindIcons[kind];
            return (
              <Button key={kind} onPress={() => begin(kind)} icon={<Icon aria-hidden className="size-4" strokeWidth={1.75} />}>
                {t({ note: 'addNote', decision: 'addDecision', action: 'addAction' }[kind] as 'addNote')}
              </Button>
            );
          })}
        </div>
      ) : null}
      <Dialog title={t('versionsTitle')} isOpen={versionsOf !== null} onClose={() => setVersionsOf(null)} sheet closeLabel={t('close')}>
        {versionsOf ? (
          <Versions
            entry={versionsOf}
            onRestore={(text) => {
              blocks.blockOf(versionsOf).change({ text });
              void blocks.settle();
              setVersionsOf(null);
              toasts.show({ text: t('versionRestored') });
            }}
          />
        ) : null}
      </Dialog>
    </div>
  );
}

interface OpenProps {
  which: SectionProps['which'];
  mayWrite: boolean;
  nameOf(id: string): string | null;
  onTick(entry: Entry, done: boolean): void;
}

/** Actions that earlier dates left open: ticked off here they are ticked off everywhere. */
function OpenBefore({ which, nameOf, onTick, mayWrite }: OpenProps) {
  const t = useTranslations('minutes');
  const { data } = useOpenActions(which);
  const open = data?.carried_over ?? [];
  if (open.length === 0) return null;
  const named = (id: string) => nameOf(id) ?? data?.people.find((person) => person.id === id)?.name ?? null;
  return (
    <section className="rounded-lg bg-warning-soft px-4 py-3">
      <h3 className="text-sm font-[600] text-warning">{t('carriedTitle')}</h3>
      <ul>
        {open.map((entry) => (
          <li key={entry.id}>
            {mayWrite ? (
              <Checkbox isSelected={entry.done_at !== null} onChange={(done) => onTick(entry, done)}>
                <OpenAction entry={entry} nameOf={named} />
              </Checkbox>
            ) : (
              <OpenAction entry={entry} nameOf={named} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function OpenAction({ entry, nameOf }: { entry: Entry; nameOf(id: string): string | null }) {
  return (
    <span className="flex flex-wrap items-baseline gap-x-2">
      <span dir="auto" className="break-words">
        {entry.text}
      </span>
      <ActionFacts entry={entry} nameOf={nameOf} />
    </span>
  );
}

/** What an entry said, from now back, and who wrote that; restoring an old one is writing it again. */
function Versions({ entry, onRestore }: { entry: Entry; onRestore(text: string): void }) {
  const t = useTranslations('minutes');
  const formats = useFormats();
  const revisions = useRevisions(entry.id);
  const list = [...(revisions.data ?? [])].reverse();
  return (
    <DialogBody>
      {revisions.isPending ? <Skeleton className="h-24" /> : null}
      <ol className="flex flex-col gap-3">
        {list.map(({ number, text, author, written_at }, index) => (
          <li key={number} className="rounded-lg border border-line p-3">
            <p className="tabular flex items-center gap-2 text-xs text-fg-3">
              <span className="flex-1">
                {t('version', { name: author.name, when: `${formats.shortDay(instantOf(written_at))}, ${formats.time(instantOf(written_at))}` })}
              </span>
              {index === 0 ? <span className="font-[600] text-success">{t('current')}</span> : <Button onPress={() => onRestore(text)}>{t('restoreVersion')}</Button>}
            </p>
            <p dir="auto" className="mt-1 break-words whitespace-pre-wrap">
              {text}
            </p>
          </li>
        ))}
      </ol>
    </DialogBody>
  );
}
