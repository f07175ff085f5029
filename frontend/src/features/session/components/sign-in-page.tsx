'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { Notice } from '@/components/notice';
import { access } from '@/lib/api/client';
import { Words } from '@/lib/locale';
import { wordsOf } from '@/lib/words';
import { safeNext, useQueryOfPage } from '@/lib/routes';
import { useAccess } from '../queries';
import { Entrance } from './entrance';
import { OtherWaysIn } from './other-ways-in';
import { ProviderSecondStep } from './provider-second-step';
import { SignInForm } from './sign-in-form';

const words = wordsOf('account');

export function SignInPage() {
  return (
    <Words of={words}>
      <SignIn />
    </Words>
  );
}

function SignIn() {
  const t = useTranslations('session');
  const providerProblem = useTranslations('providerProblems');
  const state = useAccess();
  const query = useQueryOfPage();
  const problem = query.get('problem') as Parameters<typeof providerProblem>[0] | null;
  const next = safeNext(query.get('next'));
  const router = useRouter();

  useEffect(() => {
    if (access.state.name === 'starting') void access.restore();
  }, []);

  useEffect(() => {
    if (state.name === 'signed_in') router.replace(next);
  }, [state.name, next, router]);

  return (
    <Entrance title={t('signInTitle')} lead={t('signInLead')}>
      {query.get('step') === 'second_factor' ? (
        <ProviderSecondStep next={next} />
      ) : (
        <>
          {problem ? (
            <div className="mb-4">
              <Notice tone="danger">{providerProblem.has(problem) ? providerProblem(problem) : providerProblem('other')}</Notice>
            </div>
          ) : null}
          <SignInForm />
          <OtherWaysIn next={next} />
        </>
      )}
    </Entrance>
  );
}
