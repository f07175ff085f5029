'use client';

import { CalendarX } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { buttonClass } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { Link } from '@/components/link';
import { NotRead } from '@/features/session';
import { ApiProblem } from '@/lib/api/problem';
import { useProblemText } from '@/lib/api/problem-text';
import { paths } from '@/lib/routes';

/** Whether there is nothing of that name, or nothing that one may see. */
export function missing(reason: unknown): boolean {
  return reason instanceof ApiProblem && (reason.status === 404 || reason.status === 422);
}

/** In place of a meeting: that there is none for the reader, or why it could not be read. */
export function NotShown({ reason, onRetry }: { reason: unknown; onRetry(): void }) {
  const t = useTranslations('meeting');
  const problemText = useProblemText();
  return missing(reason) ? (
    <EmptyState
      page
      icon={<CalendarX aria-hidden className="size-5" strokeWidth={1.75} />}
      title={t('missingTitle')}
      action={
        <Link href={paths.calendar()} className={buttonClass()}>
          {t('toCalendar')}
        </Link>
      }
    >
      {t('missingText')}
    </EmptyState>
  ) : (
    <NotRead page reason={reason} title={t('failedTitle')} retry={t('retry')} onRetry={onRetry} />
  );
}
