'use client';

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { cx } from '@/components/class-names';
import { Link } from '@/components/link';
import { PageTitle } from '@/components/page-title';
import { paths } from '@/lib/routes';

/** Who and what one meets with, and in: the heading of both lists. */
export function DirectoryTabs({ current, children }: { current: 'people' | 'rooms'; children?: ReactNode }) {
  const t = useTranslations('directory');
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <PageTitle>{t(current)}</PageTitle>
        {children}
      </div>
      <nav aria-label={t('parts')} className="mt-2 mb-5 flex gap-5 border-b border-line">
        {(['people', 'rooms'] as const).map((part) => (
          <Link
            key={part}
            href={paths[part]()}
            aria-current={part === current ? 'page' : undefined}
            className={cx(
              'flex h-10 flex-none items-center rounded-t-xs border-b-2 px-1 font-[550] -outline-offset-2',
              part === current ? 'border-accent text-fg' : 'border-transparent text-fg-2 hover:text-fg',
            )}
          >
            {t(part)}
          </Link>
        ))}
      </nav>
    </>
  );
}
