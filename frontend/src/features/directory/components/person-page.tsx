'use client';

import dynamic from 'next/dynamic';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { Words } from '@/lib/locale';
import { wordsOf } from '@/lib/words';
import { paths, useRouteId } from '@/lib/routes';
import { useHoursOf, usePersonEntry, useTeams } from '../queries';
import { OneSkeleton } from './directory-skeleton';
import { NotThere } from './not-there';

const words = wordsOf('directory');

// The grid weighs more than finding who it is about: both come at the same time.
const load = () => import('./person-view');
const PersonView = dynamic(() => load().then((module) => module.PersonView), { ssr: false, loading: () => <OneSkeleton of="people" /> });

/** One person: who and where they are, their week, and the ways to meet them. */
export function PersonPage() {
  return (
    <Words of={words} meanwhile={<OneSkeleton of="people" />}>
      <Found />
    </Words>
  );
}

function Found() {
  const t = useTranslations('directory');
  const id = useRouteId();
  const person = usePersonEntry(id);
  const hours = useHoursOf(id);
  const teams = useTeams();
  useEffect(() => void load(), []);
  // What stands above the week comes together with it: it would push it down.
  const isWhole = !hours.isPending && !teams.isPending;
  if (person.data && isWhole) return <PersonView key={person.data.id} person={person.data} hours={hours.data ?? null} />;
  if (!person.isError) return <OneSkeleton of="people" />;
  return (
    <NotThere
      reason={person.error}
      title={t('notShownTitle')}
      text={t('notShownText')}
      unread={t('unreadTitle')}
      back={{ href: paths.people(), label: t('allPeople') }}
      retry={t('retry')}
      onRetry={() => void person.refetch()}
    />
  );
}
