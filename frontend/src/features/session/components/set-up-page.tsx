'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { Button, buttonClass } from '@/components/button';
import { FormText } from '@/components/form-text';
import { Link } from '@/components/link';
import { Notice } from '@/components/notice';
import { access } from '@/lib/api/client';
import { useProblemText } from '@/lib/api/problem-text';
import { useFaultText } from '@/lib/forms';
import { paths, useLinkToken } from '@/lib/routes';
import { useSentForm } from '@/lib/sent-form';
import { deviceZone } from '@/lib/time/zones';
import { setUp } from '../signing-in';
import { useSetUpStatus } from '../queries';
import { setUpSchema } from '../schema';
import { Entrance, EntranceSkeleton } from './entrance';
import { ZoneOfForm } from './zone-of-form';

export function SetUpPage() {
  const t = useTranslations('setUp');
  const problemText = useProblemText();
  const status = useSetUpStatus();
  const token = useLinkToken();

  if (token === undefined || status.isPending) {
    return <EntranceSkeleton title={t('title')} className="h-64" />;
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
        <Link href={paths.login()} className={`${buttonClass('primary')} w-full`}>
          {t('toSignIn')}
        </Link>
      </Entrance>
    );
  }
  if (!token) return <Entrance title={t('noTokenTitle')} lead={t('noTokenText')} children={null} />;
  return (
    <Entrance title={t('title')} lead={t('lead')}>
      <SetUpForm token={token} />
    </Entrance>
  );
}

function SetUpForm({ token }: { token: string }) {
  const t = useTranslations('setUp');
  const faultText = useFaultText();
  const router = useRouter();
  const { form, problem, submit } = useSentForm({
    schema: setUpSchema,
    start: { name: '', email: '', password: '', zone: deviceZone() },
    rename: { time_zone: 'zone' },
    send: (values) => setUp(token, values),
  });

  useEffect(
    () =>
      access.subscribe(() => {
        if (access.state.name === 'signed_in') router.replace(paths.setUp('organisation'));
      }),
    [router],
  );

  const field = { control: form.control, faultText };
  return (
    <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-4">
      {problem ? <Notice tone="danger">{problem}</Notice> : null}
      <FormText {...field} name="name" label={t('name')} type="text" autoComplete="name" />
      <FormText {...field} name="email" label={t('email')} type="email" autoComplete="username" />
      <FormText
        {...field}
        name="password"
        label={t('password')}
        type="password"
        autoComplete="new-password"
        hint={t('passwordHint')}
      />
      <ZoneOfForm control={form.control} name="zone" label={t('zone')} faultText={faultText} />
      <Button type="submit" look="primary" isPending={form.formState.isSubmitting} className="mt-1">
        {t('submit')}
      </Button>
    </form>
  );
}
