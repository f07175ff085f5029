'use client';

import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Chip, type ChipTone } from '@/components/chip';
import { DataTable } from '@/components/data-table';
import { inOrder } from '@/components/in-order';
import { Group } from '@/components/section';
import { Select } from '@/components/select';
import { PageHead } from '@/components/side-pages';
import { RowsSkeleton } from '@/components/skeleton';
import { useSecured } from '@/features/security';
import { Loaded } from '@/features/session';
import type { MailDelivery } from '@/lib/api/types';
import { useFormats } from '@/lib/time/formats-context';
import { instantOf } from '@/lib/time/moment';
import { useNow } from '@/lib/time/use-now';
import { resend } from '../mutations';
import { adminKeys, useHealth, useMail } from '../queries';
import { keyOf, spelled } from '../words';
import { MoreButton } from './more-button';
import { SearchBox } from './search-box';
import { TrialLetter } from './trial-letter';
import { useFilter } from './use-filter';

const states = ['waiting', 'failing', 'sent', 'given_up', 'held', 'unsent'] as const;
const tones: Partial<Record<MailDelivery['state'], ChipTone>> = { sent: 'success', failing: 'warning', given_up: 'danger' };

/** What became of mail, and what works in the background. */
export function MailSection() {
  const t = useTranslations('admin.mail');
  const formats = useFormats();
  const now = useNow();
  const [filter, setFilter] = useFilter(['state', 'address']);
  const search = useCallback((address: string) => setFilter({ address }), [setFilter]);
  const kindName = (kind: string) => (t.has(`kinds.${kind}` as 'kinds.invited') ? t(`kinds.${kind}` as 'kinds.invited') : spelled(kind));
  const state = states.find((each) => each === filter.state) ?? '';
  // An address that is being typed is none yet.
  const mail = useMail(state, /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(filter.address) ? filter.address : '');
  const resending = useSecured({ task: resend, refreshes: adminKeys.mail, said: t('resent') });
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <div ref={inOrder} className="in-order flex flex-col gap-10">
        <Group title={t('tryTitle')} lead={t('tryLead')}>
          <TrialLetter />
        </Group>
        <section aria-label={t('log')}>
          <h2 className="mb-3 text-lg font-[620]">{t('log')}</h2>
          <div className="mb-4 flex flex-wrap items-end gap-3">
            <SearchBox label={t('search')} value={filter.address} onChange={search} />
            <div className="w-44">
              <Select
                label={t('state')}
                options={[{ id: '', label: t('any') }, ...states.map((each) => ({ id: each as string, label: t(`states.${each}`) }))]}
                value={state}
                onChange={(chosen) => setFilter({ state: chosen })}
              />
            </div>
          </div>
          <Loaded query={mail} skeleton={<RowsSkeleton />}>
            {(shown) =>
              shown.length === 0 ? (
                <p className="py-8 text-center text-fg-3">{t('none')}</p>
              ) : (
                <DataTable
                  label={t('log')}
                  items={shown}
                  idOf={({ id }) => id}
                  columns={[
                    {
                      name: t('to'),
                      onCard: true,
                      cell: (each) => (
                        <span dir="auto" className="break-all">
                          {each.person?.name ?? each.address}
                        </span>
                      ),
                    },
                    { name: t('kind'), cell: (each) => <span className="text-fg-2">{kindName(each.kind)}</span> },
                    {
                      name: t('state'),
                      onCard: true,
                      cell: (each) => (
                        <span className="flex flex-col items-start gap-1">
                          <Chip tone={tones[each.state] ?? 'neutral'}>{t(`states.${each.state}`)}</Chip>
                          {each.explanation ? <span className="text-xs text-fg-3">{each.explanation}</span> : null}
                        </span>
                      ),
                    },
                    {
                      name: t('written'),
                      onCard: true,
                      cell: (each) => (
                        <time dateTime={each.written_at} className="text-fg-2">
                          {formats.ago(instantOf(each.written_at), now)}
                        </time>
                      ),
                    },
                    {
                      name: t('deeds'),
                      quiet: true,
                      cell: (each) =>
                        each.resendable ? (
                          <span className="flex justify-end">
                            <Button
                              look="ghost"
                              aria-label={t('resendOf', { to: each.person?.name ?? each.address })}
                              onPress={() => resending.mutate(each.id)}
                            >
                              {t('resend')}
                            </Button>
                          </span>
                        ) : null,
                    },
                  ]}
                />
              )
            }
          </Loaded>
          <MoreButton query={mail} />
        </section>
        <Jobs />
      </div>
    </>
  );
}

function Jobs() {
  const t = useTranslations('admin.mail');
  const formats = useFormats();
  const now = useNow();
  const health = useHealth();
  const jobName = (name: string) => (t.has(`jobNames.${keyOf(name)}` as 'jobNames.mail') ? t(`jobNames.${keyOf(name)}` as 'jobNames.mail') : spelled(name));
  return (
    <section aria-label={t('jobs')}>
      <h2 className="mb-3 text-lg font-[620]">{t('jobs')}</h2>
      <Loaded query={health}>
        {({ jobs }) => (
          <DataTable
            label={t('jobs')}
            items={jobs}
            idOf={({ name }) => name}
            columns={[
              { name: t('job'), onCard: true, cell: ({ name }) => jobName(name) },
              {
                name: t('lastWell'),
                onCard: true,
                cell: ({ last_success_at }) => (last_success_at ? formats.ago(instantOf(last_success_at), now) : t('notYet')),
              },
              { name: t('runs'), cell: ({ runs }) => <span className="tabular">{t('number', { count: runs })}</span> },
              {
                name: t('failures'),
                onCard: true,
                cell: ({ failures, last_failure, last_failure_at, last_failure_code }) =>
                  failures === 0 || !last_failure_at ? (
                    <span className="text-fg-3">{t('noFailure')}</span>
                  ) : (
                    <span className="flex flex-col items-start">
                      {t('failed', { count: failures, ago: formats.ago(instantOf(last_failure_at), now) })}
                      <span className="text-fg-2">{t(`causes.${last_failure_code ?? 'unforeseen'}`)}</span>
                      <code className="text-xs break-all text-fg-3">{last_failure}</code>
                    </span>
                  ),
              },
            ]}
          />
        )}
      </Loaded>
    </section>
  );
}
