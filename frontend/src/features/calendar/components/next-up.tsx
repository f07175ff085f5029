'use client';

import { useTranslations } from 'use-intl';
import { hueOf } from '@/components/hues';
import { Link } from '@/components/link';
import { paths } from '@/lib/routes';
import { useFormats } from '@/lib/time/formats-context';
import { useNow } from '@/lib/time/use-now';
import { useComing } from './use-coming';

/** The next meeting in short, where the rail has only icons; it gives way to the heading before that breaks. */
export function NextUp() {
  const t = useTranslations('calendar');
  const formats = useFormats();
  const now = useNow();
  const { coming, when } = useComing(1);
  const next = coming[0];
  if (!next) return null;
  return (
    <Link
      href={paths.entry(next.entry)}
      prefetch={false}
      className={`hue-${hueOf(next.entry.host_id ?? '')} flex min-h-(--control) max-w-60 min-w-0 shrink-100000 items-center gap-2 overflow-hidden rounded-md px-2 hover:bg-hover print:hidden`}
    >
      <span className="sr-only">{t('nextUp')}</span>
      <span aria-hidden className="h-7 w-[3px] shrink-0 rounded-full bg-(--bar)" />
      <span className="flex min-w-0 flex-col leading-tight">
        <span dir="auto" className="truncate text-sm font-[550]">
          {next.entry.title}
        </span>
        {/* Of what is on, in figures: there is no room for words in every language. */}
        <span className="tabular truncate text-xs text-fg-3">{next.start <= now ? formats.timeRange(next.start, next.end) : when(next)}</span>
      </span>
    </Link>
  );
}
