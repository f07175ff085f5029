'use client';

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { ToastRegion } from '@/components/toast-region';
import { DataProvider, SlowNotice } from '@/features/session';
import { ReadingLocale, SharedWords } from '@/lib/locale';

/** What every page stands on: words, data, and a place for news. */
export function Providers({ children }: { children: ReactNode }) {
  return (
    <SharedWords>
      <DataProvider>
        <ReadingLocale>
          {children}
          <News />
        </ReadingLocale>
      </DataProvider>
    </SharedWords>
  );
}

function News() {
  const t = useTranslations('toasts');
  return (
    <ToastRegion label={t('region')} dismissLabel={t('dismiss')}>
      <SlowNotice />
    </ToastRegion>
  );
}
