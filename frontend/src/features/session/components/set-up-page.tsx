'use client';

import { useRouter } from 'next/navigation';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useEffect, useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { Button, buttonClass } from '@/components/button';
import { Notice } from '@/components/notice';
import { TextField } from '@/components/text-field';
import { access } from '@/lib/api/client';
import { useProblemText } from '@/lib/api/problem-text';
import { resolverOf, showFieldProblems, useFaultText } from '@/lib/forms';
import { paths, useMounted } from '@/lib/routes';
import { deviceZone } from '@/lib/time/zones';
import { setUp } from '../mutations';
import { useSetUpStatus } from '../queries';
import { setUpSchema, setUpToken, type SetUp } from '../schema';
import { Entrance } from './entrance';

const ZoneField = dynamic(() => import('./zone-field').then((module) => module.ZoneField), {
  ssr: false,
  loading: () => <div className="skeleton h-[58px]" />,
});

export function SetUpPage() {
  const t = useTranslations('setUp');
  const problemText = useProblemText();
  const status = useSetUpStatus();
  const mounted = useMounted();

  if (!mounted || status.isPending) {
    return (
      <Entrance title={t('title')}>
        <div className="skeleton h-64" />
      </Entrance>
    );
  }
  if (status.isError) {
    return (
      <Entrance title={t('title')}>
        <div className="flex flex-col gap-4">
          <Notice tone="danger">{problemText(status.error)}</Notice>
          <Button onPress={() => void status.refetch()}>{t('tryAgain')}</Button>
        </div>
      </Entrance>
    );
  }
  if (!status.data.open) {
    return (
      <Entrance title={t('doneTitle')} lead={t('doneText')}>
        <Link href={paths.login()} className={buttonClass('primary')}>
          {t('toSignIn')}
        </Link>
      </Entrance>
    );
  }
  const token = setUpToken(location.hash);
  if (!token) return <Entrance title={t('noTokenTitle')} lead={t('noTokenText')} children={null} />;
  return (
    <Entrance title={t('title')} lead={t('lead')}>
      <SetUpForm token={token} />
    </Entrance>
  );
}

const fields = ['name', 'email', 'password', 'zone'] as const;

function SetUpForm({ token }: { token: string }) {
  const t = useTranslations('setUp');
  const fault = useFaultText();
  const problemText = useProblemText();
  const router = useRouter();
  const [problem, setProblem] = useState<string | null>(null);
  const form = useForm<SetUp>({
    resolver: resolverOf(setUpSchema),
    defaultValues: { name: '', email: '', password: '', zone: deviceZone() },
  });

  useEffect(
    () =>
      access.subscribe(() => {
        if (access.state.name === 'signed_in') router.replace(paths.calendar());
      }),
    [router],
  );

  const submit = form.handleSubmit(async (values) => {
    setProblem(null);
    try {
      await setUp(token, values);
    } catch (reason) {
      if (!showFieldProblems<SetUp>(reason, fields, form.setError, { time_zone: 'zone' })) setProblem(problemText(reason));
    }
  });

  const text = (name: 'name' | 'email' | 'password', options: { type: string; autoComplete: string; hint?: string }) => (
    <Controller
      control={form.control}
      name={name}
      render={({ field: { ref, ...field }, fieldState }) => (
        <TextField {...field} {...options} inputRef={ref} label={t(name)} fault={fault(fieldState.error?.message)} />
      )}
    />
  );

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
      {problem ? <Notice tone="danger">{problem}</Notice> : null}
      {text('name', { type: 'text', autoComplete: 'name' })}
      {text('email', { type: 'email', autoComplete: 'username' })}
      {text('password', { type: 'password', autoComplete: 'new-password', hint: t('passwordHint') })}
      <Controller
        control={form.control}
        name="zone"
        render={({ field, fieldState }) => (
          <ZoneField label={t('zone')} value={field.value} onChange={field.onChange} fault={fault(fieldState.error?.message)} />
        )}
      />
      <Button type="submit" look="primary" isPending={form.formState.isSubmitting} className="mt-1">
        {t('submit')}
      </Button>
    </form>
  );
}
