'use client';

import { CloudOff, Wifi } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useLiveState } from '@/lib/live/live';
import { useFormats } from '@/lib/time/formats-context';

/** Milliseconds: a short break is nobody's business; good news need not stay. */
const silence = 3000;
const goodNews = 3000;

type Shown = 'nothing' | 'lost' | 'back';

/** Says that what is on the screen may be old, and since when, for as long as the live connection is away. */
export function ConnectionBar() {
  const t = useTranslations('connection');
  const formats = useFormats();
  const search = useSearchParams();
  const live = useLiveState() === 'live';
  const [shown, setShown] = useState<Shown>('nothing');
  const [since, setSince] = useState(0);

  useEffect(() => {
    if (live) {
      setShown((before) => (before === 'lost' ? 'back' : 'nothing'));
      const timer = setTimeout(() => setShown('nothing'), goodNews);
      return () => clearTimeout(timer);
    }
    const lost = Date.now();
    const timer = setTimeout(() => {
      setSince(lost);
      setShown('lost');
    }, silence);
    return () => clearTimeout(timer);
  }, [live]);

  // Who has to set up a second factor is told so there; a lost connection is not their trouble.
  if (shown === 'nothing' || search.get('why') === 'second_factor') return null;
  const back = shown === 'back';
  const Icon = back ? Wifi : CloudOff;
  return (
    <div
      role="status"
      className={`flex flex-none items-center justify-center gap-2 px-4 py-1.5 text-sm font-[500] ${back ? 'bg-success-soft text-success' : 'bg-warning-soft text-warning'}`}
    >
      <Icon aria-hidden className="size-4" strokeWidth={1.75} />
      {back ? t('back') : t('lost', { time: formats.time(since) })}
    </div>
  );
}
