'use client';

import { useTranslations } from 'use-intl';
import { buttonClass } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { Link } from '@/components/link';
import { paths } from '@/lib/routes';

export default function NotFound() {
  const t = useTranslations('notFound');
  return (
    <main className="flex min-h-dvh items-center">
      <EmptyState
        page
        title={t('title')}
        action={
          <Link href={paths.calendar()} className={buttonClass()}>
            {t('back')}
          </Link>
        }
      >
        {t('text')}
      </EmptyState>
    </main>
  );
}
