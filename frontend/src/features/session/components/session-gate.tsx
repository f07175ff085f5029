'use client';

import { CloudOff } from 'lucide-react';
import dynamic from 'next/dynamic';
import { usePathname, useRouter } from 'next/navigation';
import { createContext, use, useDeferredValue, useEffect, useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { access } from '@/lib/api/client';
import type { Me } from '@/lib/api/types';
import { LiveProvider } from '@/lib/live/live';
import { outgoing } from '@/lib/offline/outgoing';
import { displayOf, showDisplay } from '@/lib/display';
import { whenIdle } from '@/lib/idle';
import { chosenHere, speak, spoken } from '@/lib/language';
import { here, paths } from '@/lib/routes';
import { FormatsProvider } from '@/lib/time/formats-context';
import { loadTemporal } from '@/lib/time/temporal';
import { followOtherTabs } from '../mutations';
import { useAccess, useDisplayPreferences } from '../queries';
import { useRestored } from './data-provider';

// Forms weigh more than the gate and are hardly ever needed here: they come when a session ends.
const loadExpired = () => import('./expired-dialog');
const ExpiredDialog = dynamic(() => loadExpired().then((module) => module.ExpiredDialog), { ssr: false });

// What lasts beyond the page is nothing to wait for.
const Lasting = dynamic(() => import('./lasting').then((module) => module.Lasting), { ssr: false });

const PersonContext = createContext<Me | null>(null);

/** The signed-in person; only inside the gate. */
export function usePerson(): Me {
  const person = use(PersonContext);
  if (!person) throw new Error('no SessionGate above');
  return person;
}

interface Props {
  /** What of it is there before somebody is signed in stays the same elements after: a focus in it is not lost. */
  children: (signedIn: boolean) => ReactNode;
}

/**
 * Lets only a signed-in person through, and gives them what every page needs: their zone, the live connection,
 * and the dialog that asks for the password when the session ends under their hands.
 */
export function SessionGate({ children }: Props) {
  const t = useTranslations('session');
  const state = useAccess();
  const [timeReady, setTimeReady] = useState(false);
  const restored = useRestored();
  const router = useRouter();
  const pathname = usePathname();

  useEffect(() => {
    void loadTemporal().then(() => setTimeReady(true));
    if (access.state.name === 'starting') void access.restore();
    return followOtherTabs();
  }, []);

  useEffect(() => whenIdle(loadExpired), []);

  const arrived = timeReady && restored && 'person' in state ? state.person : null;
  // What they see is drawn in slices, between which the page can be touched; whoever leaves is gone at once.
  const person = useDeferredValue(arrived) && arrived;
  const turn = useTurn(person?.id);

  const personId = 'person' in state ? state.person.id : '';
  useEffect(() => void outgoing(personId), [personId]);

  useEffect(() => {
    if (state.name === 'signed_out') router.replace(paths.login(here()));
  }, [state.name, pathname, router]);

  if (state.name === 'unreachable') {
    return (
      <main className="flex min-h-dvh items-center">
        <EmptyState
        page
          icon={<CloudOff aria-hidden className="size-5" strokeWidth={1.75} />}
          title={t('unreachableTitle')}
          action={<Button onPress={() => void access.restore()}>{t('tryAgain')}</Button>}
        >
          {t('unreachableText')}
        </EmptyState>
      </main>
    );
  }
  return (
    <PersonContext value={person}>
      <FormatsProvider zone={person?.time_zone ?? null}>
        <LiveProvider key={turn} on={person !== null}>
          {children(person !== null)}
          {person ? <Lasting /> : null}
        </LiveProvider>
        {person ? <Display /> : null}
        {person ? <OwnLanguage language={person.language} /> : null}
      </FormatsProvider>
      {person && state.name === 'expired' ? <ExpiredDialog isOpen person={person} /> : null}
    </PersonContext>
  );
}

/** Another one as soon as somebody else is signed in: nothing that was shown to the one before is kept. */
function useTurn(personId: string | undefined): number {
  const [last, setLast] = useState({ personId, turn: 0 });
  if (personId !== undefined && personId !== last.personId) {
    setLast({ personId, turn: last.personId === undefined ? last.turn : last.turn + 1 });
  }
  return last.turn;
}

/** Who chose a language gets it in every browser. Asked for once: a page that came in another must not come for ever. */
function OwnLanguage({ language }: { language: Me['language'] }) {
  useEffect(() => {
    if (language !== 'automatic' && language !== spoken() && language !== chosenHere()) speak(language);
  }, [language]);
  return null;
}

/** Shows the person's own colours, sizes and customs, as soon as the server has said them. */
function Display() {
  const { data } = useDisplayPreferences();
  useEffect(() => {
    if (data) showDisplay(displayOf(data));
  }, [data]);
  return null;
}
