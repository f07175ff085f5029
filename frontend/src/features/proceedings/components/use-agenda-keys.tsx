'use client';

import { useTranslations } from 'use-intl';
import { toasts } from '@/components/toasts';
import { useProblemText } from '@/lib/api/problem-text';
import { nextItem } from '../agenda';
import { useAgendaDeeds } from '../mutations';
import { useAgenda, type Which } from '../queries';

/** One key for the clock: it starts the next item, and ends the last one. */
export function useAgendaKeys(which: Which): () => void {
  const t = useTranslations('agenda');
  const problemText = useProblemText();
  const items = useAgenda(which).data?.data ?? [];
  const { change } = useAgendaDeeds(which);
  return () => {
    const [running, next] = [items.find(({ state }) => state === 'running'), nextItem(items)];
    const item = next ?? running;
    if (!item) return;
    change(item, { state: next ? 'running' : 'done' }).catch((reason: unknown) =>
      toasts.show({ tone: 'danger', text: t('notSaved', { reason: problemText(reason) }) }),
    );
  };
}
