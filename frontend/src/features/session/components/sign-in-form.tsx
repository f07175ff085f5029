'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { FormText } from '@/components/form-text';
import { Link } from '@/components/link';
import { Notice } from '@/components/notice';
import { ApiProblem } from '@/lib/api/problem';
import { useFaultText } from '@/lib/forms';
import { paths, useMounted } from '@/lib/routes';
import { useSentForm } from '@/lib/sent-form';
import { signIn, signInWithPasskey } from '../signing-in';
import { passkeysWork } from '../passkeys';
import { signInSchema } from '../schema';
import { linkClass } from './entrance';
import { PasskeyButton } from './passkey-button';
import { SecondFactorStep } from './second-factor-step';

interface Props {
  /** The address is known: only the password is asked for, and no passkey of somebody else is taken. */
  email?: string;
}

export function SignInForm({ email }: Props) {
  const t = useTranslations('session');
  const faultText = useFaultText();
  const mounted = useMounted();
  const [ways, setWays] = useState<readonly string[] | null>(null);
  const { form, problem, submit } = useSentForm({
    schema: signInSchema,
    start: { email: email ?? '', password: '' },
    focus: 'password',
    send: async (values) => {
      try {
        await signIn(values);
      } catch (reason) {
        if (!(reason instanceof ApiProblem && reason.code === 'second_factor_required')) throw reason;
        setWays(reason.secondFactors);
      }
    },
  });

  if (ways) {
    const again = signInSchema.parse(form.getValues());
    return <SecondFactorStep ways={ways} signIn={(second) => signIn(again, second)} onBack={() => setWays(null)} />;
  }
  const known = email !== undefined;
  const field = { control: form.control, faultText };
  return (
    <div className="flex flex-col gap-4">
      <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-4">
        {problem ? <Notice tone="danger">{problem}</Notice> : null}
        <FormText
          {...field}
          name="email"
          label={t('email')}
          type="email"
          autoComplete="username"
          isReadOnly={known}
          autoFocus={!known}
        />
        <FormText
          {...field}
          name="password"
          label={t('password')}
          type="password"
          autoComplete="current-password"
          autoFocus={known}
        />
        <Button type="submit" look="primary" isPending={form.formState.isSubmitting} className="mt-1">
          {t('signIn')}
        </Button>
      </form>
      {mounted && !known && passkeysWork() ? <PasskeyButton onUse={signInWithPasskey}>{t('withPasskey')}</PasskeyButton> : null}
      {known ? null : (
        <Link href={paths.forgotPassword()} prefetch={false} className={`mt-1 self-center text-sm ${linkClass}`}>
          {t('forgot')}
        </Link>
      )}
    </div>
  );
}
