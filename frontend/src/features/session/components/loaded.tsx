'use client';

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { RowsSkeleton } from '@/components/skeleton';
import { isRefused } from '@/lib/api/problem';
import { useProblemText } from '@/lib/api/problem-text';

interface Query<Data> {
  readonly data: Data | undefined;
  readonly isError: boolean;
  readonly error: unknown;
  refetch(): Promise<unknown>;
}

interface Props<Data> {
  query: Query<Data>;
  /** All that the page reads, this among them: what befell several is said once, in place of the first, and tried again for all. */
  among?: readonly Query<unknown>[];
  /** What holds its place; some rows when not given. */
  skeleton?: ReactNode;
  children(data: Data): ReactNode;
}

/** What was fetched, once it is there; until then its place, or why it is not. */
export function Loaded<Data>({ query, among = [query], skeleton, children }: Props<Data>) {
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
  const said = problemText(query.error);
  const alike = among.filter(({ data, isError, error }) => data === undefined && isError && problemText(error) === said);
  if (alike[0] !== query) return null;
  return (
    <Notice
      tone="warning"
      action={
        isRefused(query.error) ? null : (
          <Button look="ghost" onPress={() => alike.forEach((each) => void each.refetch())}>
            {t('tryAgain')}
          </Button>
        )
      }
    >
      {said}
    </Notice>
  );
}
