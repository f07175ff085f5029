'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button, buttonClass } from '@/components/button';
import { FormText } from '@/components/form-text';
import { Link } from '@/components/link';
import { Notice } from '@/components/notice';
import { Entrance, EntranceSkeleton } from '@/features/session';
import { ApiProblem } from '@/lib/api/problem';
import { useFaultText } from '@/lib/forms';
import { paths, useLinkToken } from '@/lib/routes';
import { useSentForm } from '@/lib/sent-form';
import { resetPassword } from '../mutations';
import { newPasswordSchema } from '../schema';
import { Outcome } from './outcome';

export function ResetPasswordPage() {
  const t = useTranslations('reset');
  const token = useLinkToken();
  const [ended, setEnded] = useState<'done' | 'invalid' | null>(null);

  if (token === undefined) {
    return <EntranceSkeleton title={t('title')} className="h-28" />;
  }
  if (ended === 'done') {
    return (
      <Outcome title={t('doneTitle')} lead={t('doneText')}>
        <Link href={paths.login()} className={buttonClass('primary')}>
          {t('toSignIn')}
        </Link>
      </Outcome>
    );
  }
  if (token === null || ended === 'invalid') {
    return (
      <Outcome title={t('invalidTitle')} lead={t('invalidText')}>
        <Link href={paths.forgotPassword()} className={buttonClass('primary')}>
          {t('askAgain')}
        </Link>
      </Outcome>
    );
  }
  return (
    <Entrance title={t('title')} lead={t('lead')}>
      <ResetForm token={token} onEnd={setEnded} />
    </Entrance>
  );
}

function ResetForm({ token, onEnd }: { token: string; onEnd(how: 'done' | 'invalid'): void }) {
  const t = useTranslations('reset');
  const faultText = useFaultText();
  const { form, problem, submit } = useSentForm({
    schema: newPasswordSchema,
    start: { password: '' },
    focus: 'password',
    send: async ({ password }) => {
      try {
        await resetPassword(token, password);
        onEnd('done');
      } catch (reason) {
        if (!(reason instanceof ApiProblem && reason.code === 'reset_token_invalid')) throw reason;
        onEnd('invalid');
      }
    },
  });
  return (
    <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-4">
      {problem ? <Notice tone="danger">{problem}</Notice> : null}
      <FormText
        control={form.control}
        name="password"
        faultText={faultText}
        label={t('password')}
        hint={t('passwordHint')}
        type="password"
        autoComplete="new-password"
        autoFocus
      />
      <Button type="submit" look="primary" isPending={form.formState.isSubmitting} className="mt-1">
        {t('submit')}
      </Button>
    </form>
  );
}
