'use client';

import { RotateCw } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { EmptyState } from '@/components/empty-state';

/** A part of the page could not be shown, most often because its script did not arrive. */
export default function Failed() {
  const t = useTranslations('failed');
  return (
    <main className="flex min-h-dvh items-center" role="alert">
      <EmptyState
        page
        title={t('title')}
        action={
          <Button onPress={() => location.reload()} icon={<RotateCw aria-hidden className="size-4" strokeWidth={1.75} />}>
            {t('reload')}
          </Button>
        }
      >
        {t('text')}
      </EmptyState>
    </main>
  );
}
