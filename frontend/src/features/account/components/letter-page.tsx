'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button, buttonClass } from '@/components/button';
import { FormText } from '@/components/form-text';
import { Link } from '@/components/link';
import { Notice } from '@/components/notice';
import { Entrance, linkClass } from '@/features/session';
import { useFaultText } from '@/lib/forms';
import { paths } from '@/lib/routes';
import { useSentForm } from '@/lib/sent-form';
import { addressSchema } from '../schema';
import { Outcome } from './outcome';

interface LetterPageProps {
  /** Where its words stand. */
  words: 'register' | 'forgotten';
  /** Has the letter sent, and says the same for every address. */
  ask: (email: string) => Promise<void>;
}

/** Asks for an address, to which a link is mailed that leads on. */
export function LetterPage({ words, ask }: LetterPageProps) {
  const t = useTranslations(words);
  const faultText = useFaultText();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { form, problem, submit } = useSentForm({
    schema: addressSchema,
    start: { email: '' },
    focus: 'email',
    send: async ({ email }) => {
      await ask(email);
      setSentTo(email);
    },
  });

  if (sentTo !== null) {
    return (
      <Outcome title={t('sentTitle')} lead={t('sentText', { email: sentTo })}>
        <Link href={paths.login()} className={buttonClass('primary')}>
          {t('toSignIn')}
        </Link>
        <Button look="ghost" onPress={() => setSentTo(null)}>
          {t('again')}
        </Button>
      </Outcome>
    );
  }
  return (
    <Entrance title={t('title')} lead={t('lead')}>
      <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-4">
        {problem ? <Notice tone="danger">{problem}</Notice> : null}
        <FormText
          control={form.control}
          name="email"
          faultText={faultText}
          label={t('email')}
          type="email"
          autoComplete="username"
          autoFocus
        />
        <Button type="submit" look="primary" isPending={form.formState.isSubmitting} className="mt-1">
          {t('submit')}
        </Button>
      </form>
      <p className="mt-5 text-center text-sm">
        <Link href={paths.login()} className={linkClass}>
          {t('back')}
        </Link>
      </p>
    </Entrance>
  );
}
