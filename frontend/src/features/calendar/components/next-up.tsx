'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { hueOf } from '@/components/hues';
import { paths } from '@/lib/routes';
import { useComing } from './use-coming';

/** The next meeting in one line, where the rail has only icons; it gives way to the heading before that breaks. */
export function NextUp() {
  const t = useTranslations('calendar');
  const { coming, when } = useComing(1);
  const next = coming[0];
  if (!next) return null;
  return (
    <Link
      href={paths.entry(next.entry)}
      prefetch={false}
      className={`hue-${hueOf(next.entry.host_id ?? '')} flex h-(--control) max-w-60 min-w-0 shrink-8 items-center gap-2 overflow-hidden rounded-md px-2 text-sm hover:bg-hover print:hidden`}
    >
      <span className="sr-only">{t('nextUp')}</span>
      <span aria-hidden className="h-5 w-[3px] shrink-0 rounded-full bg-(--bar)" />
      <span dir="auto" className="truncate font-[550]">
        {next.entry.title}
      </span>
      <span className="tabular flex-none text-xs text-fg-3">{when(next)}</span>
    </Link>
  );
}
