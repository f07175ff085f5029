'use client';

import { useTranslations } from 'use-intl';
import { PageTitle } from '@/components/page-title';

interface Props {
  of: 'people' | 'rooms';
}

/** The rows of a list before they are there. */
export function RowsSkeleton() {
  return (
    <div className="skeleton-late divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
      {[0, 1, 2, 3, 4, 5].map((row) => (
        <div key={row} className="flex h-16 items-center gap-3 px-4">
          <div className="skeleton size-10 flex-none rounded-full" />
          <div className="flex flex-1 flex-col gap-2">
            <div className="skeleton h-3.5 w-40" />
            <div className="skeleton h-3 w-56 max-w-full" />
          </div>
        </div>
      ))}
    </div>
  );
}

/** A list's geometry before it is known whose it is. */
export function DirectorySkeleton({ of }: Props) {
  const t = useTranslations('nav');
  return (
    <div aria-busy="true" className={`mx-auto w-full px-4 py-5 sm:px-6 lg:py-8 ${of === 'rooms' ? 'max-w-[1440px]' : 'max-w-[816px]'}`}>
      <PageTitle>{t(of)}</PageTitle>
      <div className="mt-2 mb-5 h-[41px] border-b border-line" />
      <div className="skeleton-late mb-4">
        <div className="skeleton h-(--control) max-w-2xl" />
      </div>
      <RowsSkeleton />
    </div>
  );
}

/** Somebody, or a room, and their week. */
export function OneSkeleton({ of }: Props) {
  const t = useTranslations('nav');
  return (
    <div aria-busy="true" className="flex flex-1 flex-col lg:flex-row">
      <h1 className="sr-only">{t(of)}</h1>
      <div className="skeleton-late flex flex-none flex-col gap-4 border-line p-5 lg:w-80 lg:border-e">
        <div className="skeleton size-14 rounded-full" />
        <div className="skeleton h-7 w-48" />
        <div className="skeleton h-4 w-32" />
        <div className="skeleton h-9 w-full" />
      </div>
      <div className="skeleton-late flex-1 p-5">
        <div className="skeleton h-full min-h-96" />
      </div>
    </div>
  );
}
