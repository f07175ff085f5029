'use client';

import { LoaderCircle } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { slowRequests } from '@/lib/api/slow';

/** Says that something takes long, and after a while lets it be stopped; among the toasts, where it covers no title. */
export function SlowNotice() {
  const t = useTranslations('slow');
  const slowness = useSyncExternalStore(slowRequests.subscribe, slowRequests.current, () => 'none' as const);
  return (
    <div role="status" className="contents">
      {slowness === 'none' ? null : (
        <p className="enter-rise flex min-h-9 items-center gap-2 rounded-full bg-raised px-3.5 text-sm text-fg-2 shadow-2">
          <LoaderCircle aria-hidden className="spinner size-4" strokeWidth={1.75} />
          {t('working')}
          {slowness === 'stoppable' ? (
            <button
              type="button"
              onClick={slowRequests.stop}
              className="pointer-events-auto -me-2 h-8 cursor-pointer rounded-full px-2.5 font-[600] text-accent hover:bg-hover pointer-coarse:h-11"
            >
              {t('stop')}
            </button>
          ) : null}
        </p>
      )}
    </div>
  );
}
