'use client';

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { Chip } from '@/components/chip';
import { cx } from '@/components/class-names';
import { Link } from '@/components/link';
import { usePerson } from '@/features/session';
import type { PersonEntry } from '@/lib/api/types';
import type { Standing } from '@/lib/live/live';
import { paths } from '@/lib/routes';
import { useStandings } from '../live';
import { usePresence, useTeams } from '../queries';
import { LocalTime } from './local-time';
import { Face } from './standing-mark';

type Listed = Pick<PersonEntry, 'id' | 'name' | 'email' | 'time_zone'> & Partial<Pick<PersonEntry, 'role'>>;

interface Props {
  people: readonly Listed[];
  /** It goes on below other rows. */
  continues?: boolean;
  /** Whether it is heard at once who comes and goes; else it is asked now and then. */
  followed?: boolean;
}

const nobody: readonly string[] = [];

/** People with whether they are there, what time it is for them, and where they belong. */
export function PeopleRows({ people, continues = false, followed = true }: Props) {
  const t = useTranslations('directory');
  const ids = people.map(({ id }) => id);
  const read = usePresence(ids);
  const heard = useStandings(followed ? ids : nobody);
  const teams = useTeams();
  const standings = new Map<string, Standing>([...(read.data ?? []).map(({ person_id, state }) => [person_id, state] as const), ...heard]);
  const teamsOf = useMemo(() => {
    const found = new Map<string, string[]>();
    for (const { name, members } of teams.data ?? []) {
      for (const { id } of members) found.set(id, [...(found.get(id) ?? []), name]);
    }
    return found;
  }, [teams.data]);
  return (
    <ul
      aria-label={t('people')}
      className={cx('divide-y divide-line overflow-hidden border border-line bg-surface', continues ? '-mt-px' : 'rounded-t-lg', 'last:rounded-b-lg')}
    >
      {people.map((person) => (
        <PersonRow key={person.id} person={person} standing={standings.get(person.id)} teams={teamsOf.get(person.id) ?? nobody} />
      ))}
    </ul>
  );
}

function PersonRow({ person, standing, teams }: { person: Listed; standing: Standing | undefined; teams: readonly string[] }) {
  const t = useTranslations('directory');
  const me = usePerson().id;
  const { id, name, email, time_zone, role } = person;
  return (
    <li
      data-row=""
      tabIndex={-1}
      className="relative flex min-h-16 items-center gap-3 px-4 py-2.5 -outline-offset-2 [contain-intrinsic-size:auto_64px] [content-visibility:auto] hover:bg-hover"
    >
      <Face id={id} name={name} standing={standing} />
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Link href={paths.person(id)} prefetch={false} className="min-w-0 truncate rounded-xs font-[550] after:absolute after:inset-0">
            <bdi>{name}</bdi>
          </Link>
          {id === me ? <Chip>{t('you')}</Chip> : null}
          {role && role !== 'member' ? <Chip tone={role === 'admin' ? 'accent' : 'neutral'}>{t(`roles.${role}`)}</Chip> : null}
        </span>
        <span className="block truncate text-sm text-fg-3">
          <bdi>{teams.length > 0 ? teams.join(' · ') : email}</bdi>
        </span>
      </span>
      <LocalTime zone={time_zone} />
    </li>
  );
}
