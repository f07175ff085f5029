'use client';

import { Send } from 'lucide-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { usePerson } from '@/features/session';
import { useProblemText } from '@/lib/api/problem-text';
import { Words } from '@/lib/locale';
import { wordsOf } from '@/lib/words';
import { sendTrialLetter } from '../mutations';
import { useMailOne } from '../queries';

const words = wordsOf('admin');

/** A letter to oneself, and what became of it, as it happens. */
export function TrialLetter() {
  return (
    <Words of={words}>
      <Trial />
    </Words>
  );
}

function Trial() {
  const t = useTranslations('admin.mail');
  const problemText = useProblemText();
  const { email } = usePerson();
  const sending = useMutation({ mutationFn: sendTrialLetter });
  const { data: mail } = useMailOne(sending.data?.id ?? null);
  const state = mail?.state ?? sending.data?.state;
  return (
    <div className="flex flex-col items-start">
      <Button icon={<Send aria-hidden className="size-4" strokeWidth={1.75} />} isPending={sending.isPending} onPress={() => sending.mutate()}>
        {t('try')}
      </Button>
      <div className="w-full *:mt-3" aria-live="polite">
        {sending.isError ? <Notice tone="danger">{problemText(sending.error)}</Notice> : null}
        {state ? (
          <Notice tone={state === 'failing' || state === 'given_up' ? 'warning' : 'info'}>
            {state === 'sent' ? t('tried', { email }) : t(`became.${state}`)}
            {mail?.explanation ? ` ${mail.explanation}` : ''}
          </Notice>
        ) : null}
      </div>
    </div>
  );
}
