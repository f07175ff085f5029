'use client';

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { RowsSkeleton } from '@/components/skeleton';
import { isRefused } from '@/lib/api/problem';
import { useProblemText } from '@/lib/api/problem-text';

interface Props<Data> {
  query: { data: Data | undefined; isError: boolean; error: unknown; refetch(): Promise<unknown> };
  /** What holds its place; some rows when not given. */
  skeleton?: ReactNode;
  children(data: Data): ReactNode;
}

/** What was fetched, once it is there; until then its place, or why it is not. */
export function Loaded<Data>({ query, skeleton, children }: Props<Data>) {
  const t = useTranslations('session');
  const problemText = useProblemText();
  if (query.data !== undefined) return children(query.data);
  if (!query.isError) {
    return (
      <div aria-busy="true" className="skeleton-late">
        {skeleton ?? <RowsSkeleton rows={3} />}
      </div>
    );
  }
  return (
    <Notice
      tone="warning"
      action={
        isRefused(query.error) ? null : (
          <Button look="ghost" onPress={() => void query.refetch()}>
            {t('tryAgain')}
          </Button>
        )
      }
    >
      {problemText(query.error)}
    </Notice>
  );
}
