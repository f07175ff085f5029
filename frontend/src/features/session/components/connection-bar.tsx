'use client';

import { useQueryClient } from '@tanstack/react-query';
import { CloudOff, Wifi } from 'lucide-react';
import { usePathname, useSearchParams } from 'next/navigation';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { useLiveState } from '@/lib/live/live';
import { ageOf } from '@/lib/offline/kept-reads';
import { outgoing } from '@/lib/offline/outgoing';
import { paths } from '@/lib/routes';
import { useFormats } from '@/lib/time/formats-context';
import { useAccess } from '../queries';
import { useOnline } from './use-online';
import { usePerson } from './session-gate';

/** Milliseconds: a short break is nobody's business; good news need not stay. */
const silence = 3000;
const goodNews = 3000;
const aDay = 86_400_000;

type Shown = { readonly name: 'nothing' } | { readonly name: 'lost'; readonly since: number } | { readonly name: 'back' };

/**
 * Says that what is on the screen may be old, and since when, for as long as the live connection is away; and what waits
 * to be sent.
 */
export function ConnectionBar() {
  const t = useTranslations('connection');
  const formats = useFormats();
  const search = useSearchParams();
  const decides = usePathname().startsWith(paths.admin());
  const cache = useQueryClient();
  const live = useLiveState() === 'live';
  const online = useOnline();
  const ended = useAccess().name === 'expired';
  const queue = outgoing(usePerson().id);
  const line = useSyncExternalStore(queue.subscribe, queue.shown, queue.shown);
  const waiting = line.filter(({ state }) => state === 'waiting').length;
  const [shown, setShown] = useState<Shown>({ name: 'nothing' });
  const wasLive = useRef(false);
  const lateBefore = useRef(0);

  useEffect(() => {
    if (live) {
      wasLive.current = true;
      setShown((before) => (before.name === 'lost' ? { name: 'back' } : { name: 'nothing' }));
      return undefined;
    }
    const lost = Date.now();
    lateBefore.current = queue.late;
    const timer = setTimeout(() => setShown({ name: 'lost', since: wasLive.current ? lost : (ageOf(cache) ?? lost) }), silence);
    return () => clearTimeout(timer);
  }, [live, cache, queue]);

  // Good news stays until all is sent, and a moment longer.
  useEffect(() => {
    if (shown.name !== 'back' || waiting > 0) return undefined;
    const timer = setTimeout(() => setShown({ name: 'nothing' }), goodNews);
    return () => clearTimeout(timer);
  }, [shown, waiting]);

  // Who is asked to sign in again is not being reconnected.
  if (ended && online) return null;
  // Who has to set up a second factor is told so there; a lost connection is not their trouble.
  if (shown.name === 'nothing' || search.get('why') === 'second_factor') return null;
  const back = shown.name === 'back';
  const Icon = back ? Wifi : CloudOff;
  const said = () => {
    if (shown.name === 'lost') {
      const time = Date.now() - shown.since > aDay ? `${formats.shortDay(shown.since)}, ${formats.time(shown.since)}` : formats.time(shown.since);
      return t(online ? 'lost' : 'offline', { time });
    }
    const sent = queue.late - lateBefore.current;
    return sent > 0 ? t('backSent', { count: sent }) : t('back');
  };
  return (
    <div
      className={`flex items-center justify-center gap-x-2 border-t border-line px-4 py-1.5 text-sm font-[500] ${back ? 'bg-success-soft text-success' : 'bg-warning-soft text-warning'}`}
    >
      <Icon aria-hidden className="size-4 flex-none" strokeWidth={1.75} />
      <span className="min-w-0 text-pretty">
        {said()}
        {/* Elsewhere, what is changed waits to be sent. */}
        {decides && !online ? ` · ${t('needed')}` : null}
      </span>
      {waiting > 0 ? <span className="tabular rounded-full border border-current px-2 text-xs font-[600]">{t('waiting', { count: waiting })}</span> : null}
    </div>
  );
}
