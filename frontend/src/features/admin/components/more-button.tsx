'use client';

import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';

interface Props {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage(): Promise<unknown> };
}

/** The rest of a list, where there is any. */
export function MoreButton({ query }: Props) {
  const t = useTranslations('admin');
  if (!query.hasNextPage) return null;
  return (
    <div className="mt-4 flex justify-center">
      <Button isPending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
        {t('more')}
      </Button>
    </div>
  );
}
