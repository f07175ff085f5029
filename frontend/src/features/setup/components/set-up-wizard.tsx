'use client';

import dynamic from 'next/dynamic';
import { useSearchParams } from 'next/navigation';
import { Suspense } from 'react';
import { useTranslations } from 'use-intl';
import { EntranceSkeleton, SessionGate, SetUpPage } from '@/features/session';
import { Words } from '@/lib/locale';
import { wordsOf } from '@/lib/words';
import { stepNamed } from '../steps';

const words = wordsOf('setup');

// Whoever makes the first account does not wait for what comes after it.
const Steps = dynamic(() => import('./steps').then((module) => module.Steps), { ssr: false, loading: () => <Waiting /> });

/** First an admin; then, signed in, step by step what a new Convene needs. */
export function SetUpWizard() {
  return (
    <Words of={words} meanwhile={<Waiting />}>
      <Suspense fallback={<Waiting />}>
        <Wizard />
      </Suspense>
    </Words>
  );
}

function Wizard() {
  const step = stepNamed(useSearchParams().get('step'));
  if (!step) return <SetUpPage />;
  return (
    <SessionGate>
      {(signedIn) => (signedIn ? <Steps step={step} /> : <Waiting />)}
    </SessionGate>
  );
}

function Waiting() {
  const t = useTranslations('setUp');
  return <EntranceSkeleton title={t('title')} className="h-64" />;
}
