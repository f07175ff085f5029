'use client';

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { isRefused } from '@/lib/api/problem';
import { useProblemText } from '@/lib/api/problem-text';

interface LoadedProps<Data> {
  query: { data: Data | undefined; isError: boolean; error: unknown; refetch(): Promise<unknown> };
  children(data: Data): ReactNode;
}

/** Rows once they are there; until then their place, or why they are not. */
export function Loaded<Data>({ query, children }: LoadedProps<Data>) {
  const t = useTranslations('security');
  const problemText = useProblemText();
  if (query.data !== undefined) return children(query.data);
  if (!query.isError) {
    return (
      <li aria-busy="true" className="p-4">
        <div className="skeleton h-7" />
      </li>
    );
  }
  return (
    <li className="p-3">
      <Notice
        tone="warning"
        action={
          isRefused(query.error) ? null : (
              <Button look="ghost" onPress={() => void query.refetch()}>
                {t('retry')}
              </Button>
            )
        }
      >
        {problemText(query.error)}
      </Notice>
    </li>
  );
}
