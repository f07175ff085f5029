'use client';

import { Lock } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button, buttonClass } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { Link } from '@/components/link';
import { isRefused } from '@/lib/api/problem';
import { useProblemText } from '@/lib/api/problem-text';
import { paths } from '@/lib/routes';
import { useFormats } from '@/lib/time/formats-context';
import { useAdminNames } from '../queries';

interface Props {
  reason: unknown;
  /** Why, when not given. */
  title?: string;
  /** It is all there is on the page: its title is the page's. */
  page?: boolean;
  retry: string;
  onRetry(): void;
}

/** In place of what could not be read: why, and what helps. That is asking again, or asking who may grant it. */
export function NotRead({ reason, title, page = false, retry, onRetry }: Props) {
  const problemText = useProblemText();
  if (isRefused(reason)) return <Refused page={page} />;
  return (
    <EmptyState page={page} title={title ?? problemText(reason)} action={<Button onPress={onRetry}>{retry}</Button>}>
      {title ? problemText(reason) : null}
    </EmptyState>
  );
}

function Refused({ page }: { page: boolean }) {
  const t = useTranslations('session');
  const back = useTranslations('notFound');
  const formats = useFormats();
  const names = useAdminNames();
  return (
    <EmptyState
      page={page}
      title={t('refusedTitle')}
      icon={<Lock aria-hidden className="size-5" strokeWidth={1.75} />}
      action={
        <Link href={paths.calendar()} className={buttonClass()}>
          {back('back')}
        </Link>
      }
    >
      {names.length > 0 ? t('refusedAsk', { names: formats.list(names) }) : t('refusedText')}
    </EmptyState>
  );
}
