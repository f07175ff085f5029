'use client';

import { UserPlus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useCallback, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Avatar } from '@/components/avatar';
import { Button } from '@/components/button';
import { Chip } from '@/components/chip';
import { Choice } from '@/components/choice';
import { DataTable } from '@/components/data-table';
import { Row, Section } from '@/components/section';
import { PageHead } from '@/components/side-pages';
import { RowsSkeleton } from '@/components/skeleton';
import { SureButton, useSecured } from '@/features/security';
import { Loaded, usePerson } from '@/features/session';
import type { PersonEntry } from '@/lib/api/types';
import { useFormats } from '@/lib/time/formats-context';
import { instantOf } from '@/lib/time/moment';
import { cityOf } from '@/lib/time/zones';
import { revokeInvitation } from '../mutations';
import { adminKeys, useInvitations, usePeople } from '../queries';
import { InviteDialog } from './invite-dialog';
import { MoreButton } from './more-button';
import { SearchBox } from './search-box';
import { useFilter } from './use-filter';

const PersonDialog = dynamic(() => import('./person-dialog').then((module) => module.PersonDialog), { ssr: false });

/** Everybody with an account, and who is still to come. */
export function PeopleSection() {
  const t = useTranslations('admin.people');
  const [filter, setFilter] = useFilter(['q', 'state']);
  const search = useCallback((q: string) => setFilter({ q }), [setFilter]);
  const state = filter.state === 'active' || filter.state === 'inactive' ? filter.state : 'all';
  const people = usePeople(filter.q, state === 'all' ? null : state === 'active');
  const [inviting, setInviting] = useState(false);
  const [open, setOpen] = useState<PersonEntry | null>(null);
  const me = usePerson();

  return (
    <>
      <PageHead
        title={t('title')}
        action={
          <Button look="primary" icon={<UserPlus aria-hidden className="size-4" strokeWidth={1.75} />} onPress={() => setInviting(true)}>
            {t('invite')}
          </Button>
        }
      />
      <div className="mb-4 flex flex-wrap items-center gap-3">
        <SearchBox label={t('search')} value={filter.q} onChange={search} />
        <Choice
          label={t('state')}
          options={(['all', 'active', 'inactive'] as const).map((value) => ({ value, label: t(`states.${value}`) }))}
          value={state}
          onChange={(chosen) => setFilter({ state: chosen === 'all' ? '' : chosen })}
        />
      </div>
      <Loaded query={people} skeleton={<RowsSkeleton faces />}>
        {(shown) =>
          shown.length === 0 ? (
            <p className="py-8 text-center text-fg-3">{t('nobody')}</p>
          ) : (
            <DataTable
              label={t('title')}
              items={shown as PersonEntry[]}
              idOf={({ id }) => id}
              columns={[
                {
                  name: t('name'),
                  onCard: true,
                  cell: (person) => (
                    <span className="flex min-w-0 items-center gap-3">
                      <Avatar id={person.id} name={person.name} size={32} />
                      <span className="min-w-0">
                        <span dir="auto" className="block truncate font-[550]">
                          {person.name}
                        </span>
                        <span dir="auto" className="block text-sm font-[420] break-all text-fg-3">
                          {person.email}
                        </span>
                      </span>
                    </span>
                  ),
                },
                {
                  name: t('role'),
                  onCard: true,
                  cell: (person) => (
                    <span className="flex flex-wrap gap-1.5">
                      <Chip tone={person.role === 'admin' ? 'accent' : 'neutral'}>{t(`roles.${person.role}`)}</Chip>
                      {person.active ? null : <Chip tone="warning">{t('inactive')}</Chip>}
                      {person.id === me.id ? <Chip>{t('you')}</Chip> : null}
                    </span>
                  ),
                },
                { name: t('zone'), cell: (person) => <span className="text-fg-2">{cityOf(person.time_zone)}</span> },
                {
                  name: t('deeds'),
                  quiet: true,
                  onCard: true,
                  cell: (person) => (
                    <span className="flex justify-end">
                      <Button look="ghost" aria-label={t('openOf', { name: person.name })} onPress={() => setOpen(person)}>
                        {t('open')}
                      </Button>
                    </span>
                  ),
                },
              ]}
            />
          )
        }
      </Loaded>
      <MoreButton query={people} />
      <Invitations />
      <InviteDialog isOpen={inviting} onClose={() => setInviting(false)} />
      {open ? <PersonDialog person={open} onClose={() => setOpen(null)} /> : null}
    </>
  );
}

function Invitations() {
  const t = useTranslations('admin.people');
  const formats = useFormats();
  const invitations = useInvitations();
  const revoking = useSecured({ task: revokeInvitation, refreshes: adminKeys.invitations, said: t('revoked') });
  if (!invitations.data || invitations.data.length === 0) return null;
  return (
    <div className="mt-10 max-w-[720px]">
      <Section title={t('invitedTitle')} lead={t('invitedLead')}>
        {invitations.data.map((each) => (
          <Row
            key={each.id}
            title={each.name || each.email}
            chip={<Chip>{t(`roles.${each.role}`)}</Chip>}
            detail={t('invitedUntil', { email: each.email, day: formats.day(instantOf(each.expires_at)) })}
            action={
              <SureButton
                label={t('revoke')}
                about={t('revokeOf', { email: each.email })}
                title={t('revokeTitle')}
                text={t('revokeText', { email: each.email })}
                isPending={revoking.isPending}
                onSure={() => revoking.mutate(each.id)}
              />
            }
          />
        ))}
      </Section>
    </div>
  );
}

