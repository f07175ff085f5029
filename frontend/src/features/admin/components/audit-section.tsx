'use client';

import { useQuery } from '@tanstack/react-query';
import { ChevronRight, Download, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Chip } from '@/components/chip';
import { ComboBox } from '@/components/combo-box';
import { DateField } from '@/components/date-time-field';
import { Select } from '@/components/select';
import { PageHead } from '@/components/side-pages';
import { RowsSkeleton } from '@/components/skeleton';
import { toasts } from '@/components/toasts';
import { Loaded } from '@/features/session';
import { api } from '@/lib/api/client';
import { unwrap } from '@/lib/api/problem';
import { useProblemText } from '@/lib/api/problem-text';
import type { AuditEntry } from '@/lib/api/types';
import { useFormats } from '@/lib/time/formats-context';
import { instantOf, rfc3339, startOf } from '@/lib/time/moment';
import { useNow } from '@/lib/time/use-now';
import { trailAsCsv } from '../mutations';
import { usePeople, useTrail, type TrailFilter } from '../queries';
import { differences, doerOf, kindGroups, type KindGroup } from '../trail';
import { keyOf, spelled } from '../words';
import { MoreButton } from './more-button';
import { useFilter } from './use-filter';

const groupNames = Object.keys(kindGroups) as KindGroup[];

/** Who did what, when and from where. */
export function AuditSection() {
  const t = useTranslations('admin.audit');
  const problemText = useProblemText();
  const formats = useFormats();
  const [shown, setShown] = useFilter(['actor', 'subject', 'kind', 'from', 'to']);
  const group = groupNames.find((name) => name === shown.kind);
  const filter: TrailFilter = {
    actor: shown.actor,
    subject: shown.subject,
    // A group of kinds, or the one that the address names.
    kinds: group ? kindGroups[group] : shown.kind ? [shown.kind] : [],
    from: shown.from ? rfc3339(startOf({ date: shown.from }, formats.zone)) : '',
    to: shown.to ? rfc3339(startOf({ date: Temporal.PlainDate.from(shown.to).add({ days: 1 }).toString() }, formats.zone)) : '',
  };
  const trail = useTrail(filter);
  const [exporting, setExporting] = useState(false);

  const take = async () => {
    setExporting(true);
    try {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await trailAsCsv(filter));
      link.download = t('fileName');
      link.click();
      URL.revokeObjectURL(link.href);
    } catch (reason) {
      toasts.show({ tone: 'danger', text: problemText(reason) });
    } finally {
      setExporting(false);
    }
  };

  return (
    <>
      <PageHead
        title={t('title')}
        lead={t('lead')}
        action={
          <Button isPending={exporting} icon={<Download aria-hidden className="size-4" strokeWidth={1.75} />} onPress={() => void take()}>
            {t('export')}
          </Button>
        }
      />
      <div className="mb-4 grid grid-cols-1 gap-3 sm:grid-cols-2 xl:grid-cols-4">
        <Actor value={shown.actor} onChange={(actor) => setShown({ actor })} />
        <Select
          label={t('kind')}
          options={[{ id: '', label: t('anything') }, ...groupNames.map((name) => ({ id: name as string, label: t(`groups.${name}`) }))]}
          value={group ?? ''}
          onChange={(kind) => setShown({ kind })}
        />
        <div className="grid grid-cols-2 gap-3 sm:col-span-2">
          <DateField label={t('from')} value={shown.from} onChange={(from) => setShown({ from })} />
          <DateField label={t('to')} value={shown.to} onChange={(to) => setShown({ to })} />
        </div>
      </div>
      {shown.subject || (shown.kind && !group) ? (
        <p className="mb-4 flex items-center gap-2">
          <Chip tone="accent">{t(shown.subject ? 'oneThing' : 'oneKind')}</Chip>
          <Button look="ghost" icon={<X aria-hidden className="size-4" strokeWidth={1.75} />} onPress={() => setShown({ subject: '', kind: '' })}>
            {t('all')}
          </Button>
        </p>
      ) : null}
      <Loaded query={trail} skeleton={<RowsSkeleton rows={8} />}>
        {(entries) =>
          entries.length === 0 ? (
            <p className="py-10 text-center text-fg-3">{t('nothing')}</p>
          ) : (
            <ol className="divide-y divide-line rounded-lg border border-line bg-surface">
              {entries.map((entry) => (
                <EntryRow key={entry.id} entry={entry} onSubject={(subject) => setShown({ subject, kind: '', actor: '' })} />
              ))}
            </ol>
          )
        }
      </Loaded>
      <MoreButton query={trail} />
    </>
  );
}

/** Whose deeds: found by name. */
function Actor({ value, onChange }: { value: string; onChange(id: string): void }) {
  const t = useTranslations('admin.audit');
  const [typed, setTyped] = useState<string | null>(null);
  const people = usePeople((typed ?? '').trim(), null);
  const chosen = useQuery({
    queryKey: ['admin', 'person', value],
    enabled: value !== '',
    queryFn: async ({ signal }) => unwrap(await api.GET('/api/v1/people/{person_id}', { params: { path: { person_id: value } }, signal })),
  });
  return (
    <ComboBox
      label={t('actor')}
      placeholder={t('anybody')}
      input={typed ?? (value ? (chosen.data?.name ?? '') : '')}
      onInput={(text) => {
        setTyped(text);
        if (text === '' && value) onChange('');
      }}
      onChoose={(id) => {
        setTyped(null);
        onChange(id);
      }}
      onBlur={() => setTyped(null)}
      empty={t('noSuch')}
      suggestions={(people.data ?? []).slice(0, 20).map(({ id, name, email }) => ({ id, text: `${name} ${email}`, content: name }))}
    />
  );
}

function EntryRow({ entry, onSubject }: { entry: AuditEntry; onSubject(id: string): void }) {
  const t = useTranslations('admin.audit');
  const formats = useFormats();
  const now = useNow();
  const at = instantOf(entry.at);
  const [open, setOpen] = useState(false);
  const key = `sentences.${keyOf(entry.kind)}` as 'sentences.settings_changed';
  const sentence = t.has(key) ? t(key) : entry.kind;
  const lines = differences(entry.details);
  const memberName = (name: string) => (t.has(`members.${name}` as 'members.name') ? t(`members.${name}` as 'members.name') : spelled(name));
  return (
    <li className="px-4 py-3">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex w-full cursor-pointer items-start gap-2.5 rounded-sm text-start"
      >
        <ChevronRight
          aria-hidden
          className={`mt-0.5 size-4 flex-none text-fg-3 transition-transform duration-(--t-1) ${open ? 'rotate-90' : 'rtl:-scale-x-100'}`}
          strokeWidth={1.75}
        />
        <span className="flex min-w-0 flex-1 flex-col gap-x-4 sm:flex-row sm:items-baseline sm:justify-between">
          <span className="min-w-0 break-words">
            <b dir="auto" className="font-[600]">
              {doerOf(entry) ?? t(entry.actor_id || entry.kind.endsWith('.refused') ? 'somebody' : 'convene')}
            </b>{' '}
            {sentence}
          </span>
          <time dateTime={entry.at} className="flex-none text-sm text-fg-3">
            {formats.ago(at, now)}
          </time>
        </span>
      </button>
      {open ? (
        <div className="mt-3 ms-6.5 flex flex-col gap-3 text-sm">
          <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
            <dt className="text-fg-3">{t('when')}</dt>
            <dd className="tabular">{t('exactly', { time: formats.exact(at), zone: formats.zoneLabel(at) })}</dd>
            <dt className="text-fg-3">{t('where')}</dt>
            <dd className="break-all">{entry.address || '–'}</dd>
            <dt className="text-fg-3">{t('what')}</dt>
            <dd className="break-all">
              <code>{entry.kind}</code>
            </dd>
          </dl>
          {lines.length > 0 ? (
            <ul className="flex flex-col gap-1 rounded-md bg-sunken p-3">
              {lines.map(({ name, old, new: fresh }) => (
                <li key={name} className="break-words">
                  <span className="text-fg-3">{t('member', { name: memberName(name) })} </span>
                  {old === null ? null : (
                    <>
                      <del className="rounded-xs bg-danger-soft px-1 text-danger">
                        <span className="sr-only">{t('was')} </span>
                        {old}
                      </del>{' '}
                      <span aria-hidden>→</span>{' '}
                    </>
                  )}
                  {old === null ? (
                    <span dir="auto">{fresh}</span>
                  ) : (
                    <ins className="rounded-xs bg-success-soft px-1 text-success no-underline">
                      <span className="sr-only">{t('is')} </span>
                      {fresh}
                    </ins>
                  )}
                </li>
              ))}
            </ul>
          ) : null}
          {entry.subject_id ? (
            <div>
              <Button look="ghost" onPress={() => onSubject(entry.subject_id ?? '')}>
                {t('onlyThis')}
              </Button>
            </div>
          ) : null}
        </div>
      ) : null}
    </li>
  );
}
