'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button, buttonClass } from '@/components/button';
import { FormText } from '@/components/form-text';
import { Link } from '@/components/link';
import { Notice } from '@/components/notice';
import { TextField } from '@/components/text-field';
import { Entrance, EntranceSkeleton, signIn, ZoneOfForm } from '@/features/session';
import { ApiProblem } from '@/lib/api/problem';
import { useProblemText } from '@/lib/api/problem-text';
import type { InvitationSeen } from '@/lib/api/types';
import { useFaultText } from '@/lib/forms';
import { paths, useLinkToken } from '@/lib/routes';
import { useSentForm } from '@/lib/sent-form';
import { deviceZone } from '@/lib/time/zones';
import { join } from '../mutations';
import { useInvitation } from '../queries';
import { joiningSchema } from '../schema';
import { Outcome } from './outcome';

export function InvitationPage() {
  const t = useTranslations('invitation');
  const token = useLinkToken();
  if (token === undefined) return <Waiting />;
  if (token === null) return <Void title={t('invalidTitle')} lead={t('invalidText')} />;
  return <Invitation key={token} token={token} />;
}

function Waiting() {
  const t = useTranslations('invitation');
  return <EntranceSkeleton title={t('title')} className="h-72" />;
}

function Void({ title, lead }: { title: string; lead: string }) {
  const t = useTranslations('invitation');
  return (
    <Outcome title={title} lead={lead}>
      <Link href={paths.login()} className={buttonClass()}>
        {t('toSignIn')}
      </Link>
    </Outcome>
  );
}

function Invitation({ token }: { token: string }) {
  const t = useTranslations('invitation');
  const problemText = useProblemText();
  const [joined, setJoined] = useState(false);
  const invitation = useInvitation(token, !joined);

  if (joined || invitation.isPending) return <Waiting />;
  if (invitation.data) {
    return (
      <Entrance title={t('title')} lead={t('lead')}>
        <JoiningForm token={token} invitation={invitation.data} onJoined={() => setJoined(true)} />
      </Entrance>
    );
  }
  const code = invitation.error instanceof ApiProblem ? invitation.error.code : '';
  if (code === 'registration_closed') return <Void title={t('closedTitle')} lead={t('closedText')} />;
  if (code === 'invitation_invalid') return <Void title={t('invalidTitle')} lead={t('invalidText')} />;
  return (
    <Entrance title={t('title')}>
      <div className="flex flex-col gap-4">
        <Notice tone="danger">{problemText(invitation.error)}</Notice>
        <Button onPress={() => void invitation.refetch()}>{t('tryAgain')}</Button>
      </div>
    </Entrance>
  );
}

interface FormProps {
  token: string;
  invitation: InvitationSeen;
  /** The invitation is used up from now on. */
  onJoined(): void;
}

function JoiningForm({ token, invitation, onJoined }: FormProps) {
  const t = useTranslations('invitation');
  const faultText = useFaultText();
  const router = useRouter();
  const { form, problem, submit } = useSentForm({
    schema: joiningSchema,
    start: { name: invitation.name, password: '', zone: deviceZone() },
    rename: { time_zone: 'zone' },
    send: async (values) => {
      await join(token, values);
      onJoined();
      // Whoever has just chosen a password need not type it again; if this fails, signing in is one step away.
      const signedIn = await signIn({ email: invitation.email, password: values.password }).then(
        () => true,
        () => false,
      );
      router.replace(signedIn ? paths.calendar() : paths.login());
    },
  });

  const field = { control: form.control, faultText };
  return (
    <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-4">
      {problem ? <Notice tone="danger">{problem}</Notice> : null}
      <TextField label={t('email')} type="email" autoComplete="username" value={invitation.email} isReadOnly />
      <FormText {...field} name="name" label={t('name')} type="text" autoComplete="name" autoFocus={!invitation.name} />
      <FormText
        {...field}
        name="password"
        label={t('password')}
        hint={t('passwordHint')}
        type="password"
        autoComplete="new-password"
        autoFocus={Boolean(invitation.name)}
      />
      <ZoneOfForm control={form.control} name="zone" label={t('zone')} faultText={faultText} />
      <Button type="submit" look="primary" isPending={form.formState.isSubmitting} className="mt-1">
        {t('submit')}
      </Button>
    </form>
  );
}
