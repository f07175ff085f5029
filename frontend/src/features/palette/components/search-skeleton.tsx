'use client';

import { useTranslations } from 'use-intl';
import { PageTitle } from '@/components/page-title';
import { preloadWords } from '@/lib/words';

/** The page of a search before anything is found. */
export function SearchSkeleton() {
  preloadWords('search');
  const t = useTranslations('nav');
  return (
    <div aria-busy="true" className="mx-auto w-full max-w-[816px] px-4 py-5 sm:px-6 lg:py-8">
      <PageTitle>{t('search')}</PageTitle>
      <div className="skeleton-late mt-4">
        <div className="skeleton h-(--control)" />
      </div>
    </div>
  );
}
