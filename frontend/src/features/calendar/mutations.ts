'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { toasts } from '@/components/toasts';
import { deeds } from '@/features/meeting';
import { api } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import { ownMutation } from '@/lib/api/mutation-id';
import { unwrap } from '@/lib/api/problem';
import { useProblemText } from '@/lib/api/problem-text';
import type { Block } from './blocks';
import { removal } from './removal';

/** What is cancelled is the meeting, or that date of it, whatever else became of it meanwhile. */
const header = () => ({ 'Idempotency-Key': ownMutation(), 'If-Match': '*' });
const lasting = { body: {}, keepalive: true } as const;

async function cancel({ entry }: Block): Promise<void> {
  const meeting_id = entry.meeting_id!;
  if (!entry.repeats || !entry.original_start) {
    unwrap(await api.POST('/api/v1/meetings/{meeting_id}/cancellation', { params: { path: { meeting_id }, header: header() }, ...lasting }));
    return;
  }
  const path = { meeting_id, original_start: entry.original_start };
  const params = { path, query: { scope: 'this' as const }, header: header() };
  unwrap(await api.POST('/api/v1/meetings/{meeting_id}/occurrences/{original_start}/cancellation', { params, ...lasting }));
}

/** Takes a meeting, or one date of a series, off the calendar at once, and cancels it when its undo is over. */
export function useCancel(): (block: Block) => void {
  const t = useTranslations('calendar');
  const cache = useQueryClient();
  const problemText = useProblemText();

  useEffect(() => {
    const left = () => document.visibilityState === 'hidden' && void removal.settle();
    document.addEventListener('visibilitychange', left);
    return () => document.removeEventListener('visibilitychange', left);
  }, []);

  const send = async (block: Block) => {
    const title = block.entry.title ?? '';
    try {
      await cancel(block);
      for (const queryKey of [keys.meetings, keys.meeting(block.entry.meeting_id!)]) void cache.invalidateQueries({ queryKey });
      await cache.invalidateQueries({ queryKey: keys.calendars });
    } catch (reason) {
      toasts.show({ tone: 'danger', text: t('notCancelled', { title, reason: problemText(reason) }) });
    }
    removal.drop(block.key);
  };

  const run = (block: Block): void => {
    const undo = () => {
      forget();
      removal.drop(block.key);
    };
    const toast = toasts.show({
      about: block.key,
      text: t('cancelledOne', { title: block.entry.title ?? '', repeats: String(Boolean(block.entry.repeats)) }),
      action: { label: t('undo'), run: undo },
      gone: () => {
        forget();
        void send(block);
      },
    });
    const forget = deeds.add(() => toasts.act(toast), () => run(block));
    removal.add({ key: block.key, hurry: () => toasts.dismiss(toast) });
  };
  return run;
}
