'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { Button, buttonClass } from '@/components/button';
import { Link } from '@/components/link';
import { Notice } from '@/components/notice';
import { Entrance, EntranceSkeleton } from '@/features/session';
import { ApiProblem } from '@/lib/api/problem';
import { useProblemText } from '@/lib/api/problem-text';
import { paths, useLinkToken } from '@/lib/routes';
import { confirmEmail } from '../mutations';
import { Outcome } from './outcome';

/** One press, so that what fetches links ahead confirms nothing. */
export function ConfirmEmailPage() {
  const t = useTranslations('confirmEmail');
  const problemText = useProblemText();
  const token = useLinkToken();
  const confirming = useMutation({ mutationFn: confirmEmail });

  if (token === undefined) {
    return <EntranceSkeleton title={t('title')} className="h-9" />;
  }
  const toSettings = (
    <Link href={paths.security()} className={buttonClass('primary')}>
      {t('toSettings')}
    </Link>
  );
  if (confirming.isSuccess) {
    return (
      <Outcome title={t('doneTitle')} lead={t('doneText')}>
        <Link href={paths.calendar()} className={buttonClass('primary')}>
          {t('toCalendar')}
        </Link>
      </Outcome>
    );
  }
  if (token === null || (confirming.error instanceof ApiProblem && confirming.error.code === 'confirmation_invalid')) {
    return (
      <Outcome title={t('invalidTitle')} lead={t('invalidText')}>
        {toSettings}
      </Outcome>
    );
  }
  return (
    <Entrance title={t('title')} lead={t('lead')}>
      <div className="flex flex-col gap-4">
        {confirming.isError ? <Notice tone="danger">{problemText(confirming.error)}</Notice> : null}
        <Button look="primary" isPending={confirming.isPending} onPress={() => confirming.mutate(token)}>
          {t('submit')}
        </Button>
      </div>
    </Entrance>
  );
}
