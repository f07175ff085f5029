'use client';

import type { ReactNode } from 'react';
import { IntlProvider, useTranslations } from 'use-intl';
import { ToastRegion } from '@/components/toast-region';
import { DataProvider } from '@/features/session';
import { ReadingLocale } from '@/lib/locale';
import messages from '@/messages/en.json';

/** What every page stands on: words, data, and a place for news. */
export function Providers({ children }: { children: ReactNode }) {
  return (
    <IntlProvider locale="en" messages={messages} timeZone="UTC">
      <DataProvider>
        <ReadingLocale>
          {children}
          <News />
        </ReadingLocale>
      </DataProvider>
    </IntlProvider>
  );
}

function News() {
  const t = useTranslations('toasts');
  return <ToastRegion label={t('region')} dismissLabel={t('dismiss')} />;
}
