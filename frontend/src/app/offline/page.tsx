'use client';

import { CloudOff } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { buttonClass } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { Link } from '@/components/link';
import { paths } from '@/lib/routes';

/** Shown by the service worker in place of a page that this browser does not keep. */
export default function OfflinePage() {
  const t = useTranslations('offlinePage');
  return (
    <main className="flex min-h-dvh items-center">
      <EmptyState
        page
        icon={<CloudOff aria-hidden className="size-5" strokeWidth={1.75} />}
        title={t('title')}
        action={
          <Link href={paths.calendar()} className={buttonClass('primary')}>
            {t('calendar')}
          </Link>
        }
      >
        {t('text')}
      </EmptyState>
    </main>
  );
}
