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

/** What goes on beyond the page that is shown: what waits to be sent. */
export function Lasting() {
  useOutgoing();
  return null;
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

/** Says that there is a next build, and lets it in at a press. */
export function UpdateBar() {
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
    <div className="flex justify-center border-t border-line bg-accent-soft px-4">
      <button
        type="button"
        onClick={() => updates.apply()}
        className="flex h-8 cursor-pointer items-center gap-2 rounded-sm px-3 text-sm font-[550] text-accent-text -outline-offset-2! hover:underline pointer-coarse:h-11"
      >
        <RefreshCw aria-hidden className="size-4" strokeWidth={1.75} />
        {t('updateReady')}
      </button>
    </div>
  );
}
