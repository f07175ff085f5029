'use client';

import { useQueryClient } from '@tanstack/react-query';
import { ArrowRight, ShieldAlert, ShieldCheck } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { buttonClass } from '@/components/button';
import { Link } from '@/components/link';
import { useLiveWake } from '@/lib/live/live';
import { safeNext } from '@/lib/routes';
import { isAskedFor } from '../factors';
import { useSecondFactors } from '../queries';

const icon = { 'aria-hidden': true, className: 'mt-0.5 size-5 shrink-0', strokeWidth: 1.75 } as const;

/** Why somebody was led here, for whose role a second factor is asked; once they have one, the way back. */
export function NeededNotice() {
  const t = useTranslations('security');
  const search = useSearchParams();
  const needed = search.get('why') === 'second_factor';
  const { data: factors } = useSecondFactors();
  const there = factors !== undefined && isAskedFor(factors);
  const cache = useQueryClient();
  const wake = useLiveWake();
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (needed) box.current?.focus();
  }, [needed]);

  useEffect(() => {
    if (!needed || !there) return;
    // What was refused meanwhile is there for the asking now.
    wake();
    void cache.resetQueries({ predicate: ({ state }) => state.status === 'error' });
  }, [needed, there, cache, wake]);

  if (!needed) return null;
  return (
    <div
      ref={box}
      role="status"
      tabIndex={-1}
      className={`mt-4 flex gap-3 rounded-lg p-4 outline-none ${there ? 'bg-success-soft text-success' : 'bg-info-soft text-info'}`}
    >
      {there ? <ShieldCheck {...icon} /> : <ShieldAlert {...icon} />}
      <div className="flex min-w-0 flex-1 flex-col items-start gap-3 sm:flex-row sm:items-center">
        <div className="min-w-0 flex-1">
          <p className="font-[620]">{t(there ? 'neededDoneTitle' : 'neededTitle')}</p>
          <p className="mt-0.5 text-fg-2">{t(there ? 'neededDoneText' : 'neededText')}</p>
        </div>
        {there ? (
          <Link href={safeNext(search.get('next'))} className={buttonClass('primary')}>
            {t('neededGoOn')}
            <ArrowRight aria-hidden className="size-4 rtl:-scale-x-100" strokeWidth={1.75} />
          </Link>
        ) : null}
      </div>
    </div>
  );
}
