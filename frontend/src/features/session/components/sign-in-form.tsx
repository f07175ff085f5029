'use client';

import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { TextField } from '@/components/text-field';
import { useProblemText } from '@/lib/api/problem-text';
import { resolverOf, showFieldProblems, useFaultText } from '@/lib/forms';
import { signIn } from '../mutations';
import { signInSchema, type SignIn } from '../schema';

interface Props {
  /** The address is known: only the password is asked for. */
  email?: string;
}

export function SignInForm({ email }: Props) {
  const t = useTranslations('session');
  const fault = useFaultText();
  const problemText = useProblemText();
  const [problem, setProblem] = useState<string | null>(null);
  const form = useForm<SignIn>({ resolver: resolverOf(signInSchema), defaultValues: { email: email ?? '', password: '' } });

  const submit = form.handleSubmit(async (values) => {
    setProblem(null);
    try {
      await signIn(values);
    } catch (reason) {
      if (showFieldProblems<SignIn>(reason, ['email', 'password'], form.setError)) return;
      setProblem(problemText(reason));
      form.setFocus('password', { shouldSelect: true });
    }
  });

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
      {problem ? <Notice tone="danger">{problem}</Notice> : null}
      <Controller
        control={form.control}
        name="email"
        render={({ field: { ref, ...field }, fieldState }) => (
          <TextField
            {...field}
            inputRef={ref}
            label={t('email')}
            type="email"
            autoComplete="username"
            isReadOnly={email !== undefined}
            fault={fault(fieldState.error?.message)}
            autoFocus={email === undefined}
          />
        )}
      />
      <Controller
        control={form.control}
        name="password"
        render={({ field: { ref, ...field }, fieldState }) => (
          <TextField
            {...field}
            inputRef={ref}
            label={t('password')}
            type="password"
            autoComplete="current-password"
            fault={fault(fieldState.error?.message)}
            autoFocus={email !== undefined}
          />
        )}
      />
      <Button type="submit" look="primary" isPending={form.formState.isSubmitting} className="mt-1">
        {t('signIn')}
      </Button>
    </form>
  );
}
