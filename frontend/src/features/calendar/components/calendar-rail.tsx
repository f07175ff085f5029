'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useTranslations } from 'use-intl';
import { hueOf } from '@/components/hues';
import { Link } from '@/components/link';
import { Skeleton } from '@/components/skeleton';
import { usePerson } from '@/features/session';
import { paths } from '@/lib/routes';
import { parseDate } from '@/lib/time/range';
import { addressWith } from '../address';
import { lookOf } from '../blocks';
import { CalendarClocks } from './calendar-clocks';
import { OverlayList } from './lazy-parts';
import { MiniMonth } from './mini-month';
import { useComing } from './use-coming';

const most = 3;
/** Beside the calendar itself, which says the rest. */
const mostBeside = 1;

/** What is next, and a month to jump from; it stands beside every page. */
export function CalendarRail() {
  return (
    <CalendarClocks>
      <Rail />
    </CalendarClocks>
  );
}

function Rail() {
  const t = useTranslations('calendar');
  const person = usePerson();
  const search = useSearchParams();
  const isBeside = usePathname() === paths.calendar();
  const { coming, today, when, isPending, error } = useComing(isBeside ? mostBeside : most);

  // Beside the calendar the month leads to another day of the same view.
  const addressOf = (day: string) => (isBeside ? addressWith(search, { d: day }) : paths.calendar(day));

  return (
    <div className="fades flex min-h-0 flex-1 flex-col gap-6 overflow-y-auto px-3 pb-5">
      <MiniMonth today={today} selected={parseDate(search.get('d')) ?? today} addressOf={addressOf} />
      <section aria-label={t('next7')} className="px-2">
        <h2 className="mb-1.5 text-sm font-[600]">{t('nextUp')}</h2>
        {isPending ? <Skeleton className="skeleton-late h-11" /> : null}
        {coming.length === 0 && error ? <p className="text-sm text-fg-3">{t('nextUnknown')}</p> : null}
        {coming.length === 0 && !isPending && !error ? <p className="text-sm text-fg-3">{t('nothingNext')}</p> : null}
        {coming.length > 0 ? (
          <ul className="-mx-2 flex flex-col gap-0.5">
            {coming.map((block) => (
              <li key={block.key}>
                <Link
                  href={paths.entry(block.entry)}
                  prefetch={false}
                  className={`hue-${hueOf(block.entry.host_id ?? '')} flex gap-2.5 rounded-md p-2 hover:bg-hover`}
                >
                  <span aria-hidden className="mt-0.5 w-[3px] shrink-0 self-stretch rounded-full bg-(--bar)" />
                  <span className="min-w-0 flex-1">
                    <span dir="auto" className="block truncate text-sm font-[550]">
                      {block.entry.title}
                    </span>
                    <span className="tabular block truncate text-xs text-fg-3">
                      {when(block)}
                    </span>
                    {lookOf(block.entry, person.id) === 'needs_action' ? (
                      <span className="block text-xs font-[550] text-accent">{t('answerNeeded')}</span>
                    ) : null}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        ) : null}
      </section>
      {isBeside ? <OverlayList today={today} /> : null}
    </div>
  );
}
