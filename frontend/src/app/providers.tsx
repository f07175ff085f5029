'use client';

import { startTransition, useEffect, useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { FetchAhead } from '@/components/link';
import { ToastRegion } from '@/components/toast-region';
import { DataProvider, SlowNotice } from '@/features/session';
import { whenIdle } from '@/lib/idle';
import { ReadingLocale, SharedWords } from '@/lib/locale';

/** What every page stands on: words, data, and a place for news. */
export function Providers({ children }: { children: ReactNode }) {
  return (
    <SharedWords>
      <DataProvider>
        <ReadingLocale>
          <Settling>{children}</Settling>
          <News />
        </ReadingLocale>
      </DataProvider>
    </SharedWords>
  );
}

/** Lets links fetch their pages ahead once this one has settled. */
function Settling({ children }: { children: ReactNode }) {
  const [settled, setSettled] = useState(false);
  useEffect(() => whenIdle(async () => startTransition(() => setSettled(true))), []);
  return <FetchAhead value={settled}>{children}</FetchAhead>;
}

function News() {
  const t = useTranslations('toasts');
  return (
    <ToastRegion label={t('region')} dismissLabel={t('dismiss')}>
      <SlowNotice />
    </ToastRegion>
  );
}
