'use client';

import { CircleAlert, Clock } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useFormats } from '@/lib/time/formats-context';
import { fromWire } from '../mentions';
import type { Unsent } from '../outbox';

interface Props {
  list: readonly Unsent[];
  onRetry(clientId: string): void;
  onDrop(clientId: string): void;
}

/** What I said and is not known to have arrived: shown at once, and never lost. */
export function UnsentMessages({ list, onRetry, onDrop }: Props) {
  const t = useTranslations('chat');
  const problems = useTranslations('problems');
  const formats = useFormats();
  if (list.length === 0) return null;
  return (
    <ul>
      {list.map(({ clientId, text, at, state, reason }) => (
        <li key={clientId} className="ms-8.5 flex flex-col py-1">
          <span dir="auto" className="break-words whitespace-pre-wrap text-fg-2">
            {fromWire(text).text}
          </span>
          {state === 'waiting' ? (
            <span className="flex items-center gap-1.5 text-xs text-fg-3">
              <Clock aria-hidden className="size-3.5" />
              {t('waiting', { time: formats.time(at) })}
            </span>
          ) : (
            <span role="alert" className="flex flex-wrap items-center gap-2 text-xs font-[500] text-danger">
              <CircleAlert aria-hidden className="size-3.5" />
              {t('refused', { reason: reason && problems.has(reason as 'unexpected') ? problems(reason as 'unexpected') : problems('unexpected') })}
              <button type="button" onClick={() => onRetry(clientId)} className="cursor-pointer rounded-xs font-[600] underline">
                {t('retry')}
              </button>
              <button type="button" onClick={() => onDrop(clientId)} className="cursor-pointer rounded-xs font-[600] underline">
                {t('drop')}
              </button>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
