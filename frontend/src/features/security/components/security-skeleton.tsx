'use client';

import { useTranslations } from 'use-intl';
import { PageTitle } from '@/components/page-title';

/** The security page's geometry before it is known whose it is. */
export function SecuritySkeleton() {
  const t = useTranslations('nav');
  return (
    <div aria-busy="true">
      <PageTitle>{t('security')}</PageTitle>
      <div className="skeleton-late mt-6 flex flex-col gap-8">
        {[0, 1, 2, 3].map((row) => (
          <div key={row} className="flex flex-col gap-3">
            <div className="skeleton h-5 w-48" />
            <div className="skeleton h-24" />
          </div>
        ))}
      </div>
    </div>
  );
}
