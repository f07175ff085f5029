'use client';

import { Plus, UsersRound } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useCallback, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { Row, Section } from '@/components/section';
import { PageHead } from '@/components/side-pages';
import { Loaded } from '@/features/session';
import type { Team } from '@/lib/api/types';
import { useFormats } from '@/lib/time/formats-context';
import { useTeams } from '../queries';
import { MoreButton } from './more-button';
import { SearchBox } from './search-box';
import { useFilter } from './use-filter';

const TeamDialog = dynamic(() => import('./team-dialog').then((module) => module.TeamDialog), { ssr: false });

/** Who belongs together, and is invited as one. */
export function TeamsSection() {
  const t = useTranslations('admin.teams');
  const formats = useFormats();
  const [filter, setFilter] = useFilter(['q']);
  const search = useCallback((q: string) => setFilter({ q }), [setFilter]);
  const teams = useTeams(filter.q);
  const [open, setOpen] = useState<Team | 'new' | null>(null);
  return (
    <div className="max-w-[720px]">
      <PageHead
        title={t('title')}
        lead={t('lead')}
        action={
          <Button look="primary" icon={<Plus aria-hidden className="size-4" strokeWidth={2} />} onPress={() => setOpen('new')}>
            {t('add')}
          </Button>
        }
      />
      <div className="mb-4 flex">
        <SearchBox label={t('search')} value={filter.q} onChange={search} />
      </div>
      <Loaded query={teams}>
        {(shown) =>
          shown.length === 0 && !filter.q ? (
            <EmptyState title={t('noneTitle')} icon={<UsersRound aria-hidden className="size-5" strokeWidth={1.75} />}>
              {t('noneText')}
            </EmptyState>
          ) : (
          <Section title={t('list')}>
            {shown.length === 0 ? <Row title={<span className="font-[420] text-fg-3">{t('none')}</span>} /> : null}
            {shown.map((team) => (
              <Row
                key={team.id}
                icon={<UsersRound aria-hidden className="size-5" strokeWidth={1.75} />}
                title={team.name}
                detail={
                  team.members.length === 0 ? t('nobody') : formats.list(team.members.slice(0, 4).map(({ name }) => name).concat(team.members.length > 4 ? [t('others', { count: team.members.length - 4 })] : []))
                }
                action={
                  <Button look="ghost" aria-label={t('openOf', { name: team.name })} onPress={() => setOpen(team)}>
                    {t('open')}
                  </Button>
                }
              />
            ))}
          </Section>
          )
        }
      </Loaded>
      <MoreButton query={teams} />
      {open ? <TeamDialog team={open === 'new' ? null : open} onClose={() => setOpen(null)} /> : null}
    </div>
  );
}

