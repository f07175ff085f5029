'use client';

import dynamic from 'next/dynamic';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { Words } from '@/lib/locale';
import { wordsOf } from '@/lib/words';
import { paths, useRouteId } from '@/lib/routes';
import { usePersonEntry } from '../queries';
import { OneSkeleton } from './directory-skeleton';
import { NotThere } from './not-there';

const words = wordsOf('directory');

// The grid weighs more than finding who it is about: both come at the same time.
const load = () => import('./person-view');
const PersonView = dynamic(() => load().then((module) => module.PersonView), { ssr: false, loading: () => <OneSkeleton /> });

/** One person: who and where they are, their week, and the ways to meet them. */
export function PersonPage() {
  return (
    <Words of={words}>
      <Found />
    </Words>
  );
}

function Found() {
  const t = useTranslations('directory');
  const id = useRouteId();
  const person = usePersonEntry(id);
  useEffect(() => void load(), []);
  if (person.data) return <PersonView key={person.data.id} person={person.data} />;
  if (!person.isError) return <OneSkeleton />;
  return (
    <NotThere
      reason={person.error}
      title={t('notShownTitle')}
      text={t('notShownText')}
      back={{ href: paths.people(), label: t('allPeople') }}
      retry={t('retry')}
      onRetry={() => void person.refetch()}
    />
  );
}
