'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { access } from '@/lib/api/client';
import { safeNext } from '@/lib/routes';
import { useAccess } from '../queries';
import { Entrance } from './entrance';
import { SignInForm } from './sign-in-form';

export function SignInPage() {
  const t = useTranslations('session');
  const state = useAccess();
  const router = useRouter();

  useEffect(() => {
    if (access.state.name === 'starting') void access.restore();
  }, []);

  useEffect(() => {
    if (state.name === 'signed_in') router.replace(safeNext(new URLSearchParams(location.search).get('next')));
  }, [state.name, router]);

  return (
    <Entrance title={t('signInTitle')} lead={t('signInLead')}>
      <SignInForm />
    </Entrance>
  );
}
