'use client';

import { useQueryClient } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { usePathname, useRouter } from 'next/navigation';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { toasts } from '@/components/toasts';
import { keys } from '@/lib/api/keys';
import { useProblemText } from '@/lib/api/problem-text';
import { useLiveState } from '@/lib/live/live';
import { outgoing } from '@/lib/offline/outgoing';
import type { Deed } from '@/lib/offline/queue';
import { Updates } from '@/lib/offline/updates';
import { mayLeave, startWorker } from '@/lib/offline/worker';
import { usePerson } from './session-gate';

/** What goes on beyond the page that is shown: what waits to be sent, and the next build. */
export function Lasting() {
  useOutgoing();
  return <UpdateChip />;
}

/** Sends what waits as soon as there is reason to think that it works, and says what the server would not have. */
function useOutgoing(): void {
  const t = useTranslations('connection');
  const problemText = useProblemText();
  const cache = useQueryClient();
  const queue = outgoing(usePerson().id);
  const live = useLiveState() === 'live';

  useEffect(() => {
    if (live) queue.wake();
  }, [live, queue]);

  useEffect(() => {
    const wake = () => queue.wake();
    window.addEventListener('online', wake);
    return () => window.removeEventListener('online', wake);
  }, [queue]);

  const refresh = ({ about }: Deed) => {
    for (const queryKey of [keys.meeting(about), keys.calendars, keys.meetings, keys.inbox]) void cache.invalidateQueries({ queryKey });
  };
  useEffect(() =>
    queue.listen({
      done: refresh,
      refused: (deed, problem) => {
        refresh(deed);
        // A message stays where it was written, with its reason.
        if (deed.kind === 'message') return;
        toasts.show({
          tone: 'danger',
          about: deed.id,
          text: t('refused', { reason: problemText(problem) }),
          action: { label: t('again'), run: () => queue.retry(deed.id) },
          gone: () => queue.drop(deed.id),
        });
      },
    }),
  );
}

function UpdateChip() {
  const t = useTranslations('connection');
  const router = useRouter();
  const pathname = usePathname();
  const [updates] = useState(() => new Updates(() => location.reload()));
  const state = useSyncExternalStore(updates.subscribe, updates.current, updates.current);
  const before = useRef(pathname);

  useEffect(() => startWorker(updates, { opens: (path) => router.push(path) }), [updates, router]);

  useEffect(() => {
    const moved = before.current !== pathname;
    before.current = pathname;
    if (moved && mayLeave()) updates.apply();
  }, [pathname, updates]);

  if (state === 'none') return null;
  return (
    <button
      type="button"
      onClick={() => updates.apply()}
      className="enter-rise fixed end-4 bottom-[calc(72px+env(safe-area-inset-bottom))] z-30 flex h-9 cursor-pointer items-center gap-2 rounded-full border border-line bg-raised px-3.5 text-sm font-[550] text-fg shadow-2 hover:bg-hover md:bottom-4 pointer-coarse:h-11"
    >
      <RefreshCw aria-hidden className="size-4 text-accent" strokeWidth={1.75} />
      {t('updateReady')}
    </button>
  );
}
