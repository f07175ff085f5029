'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { toasts } from '@/components/toasts';
import { keys } from '@/lib/api/keys';
import { isOwnMutation } from '@/lib/api/mutation-id';
import type { ChangeEvent, Meeting } from '@/lib/api/types';
import { useLive } from '@/lib/live/live';
import { recent } from '@/lib/live/recent';

export type Reaction =
  /** Our own change coming back, or something we know already. */
  | 'nothing'
  /** Somebody else's: fetch it again where it is shown. */
  | 'refresh';

/** What an event means for a meeting of which a version may be known. */
export function reactionTo(event: ChangeEvent, known: number | null, own: boolean): Reaction {
  if (event.subject.type !== 'meeting' || own) return 'nothing';
  return known !== null && event.version <= known ? 'nothing' : 'refresh';
}

/** Keeps meetings on the screen true to the log, and says quietly who changed what. */
export function useMeetingsLive(me: string): void {
  const cache = useQueryClient();
  const t = useTranslations('live');
  useLive({
    event: (event) => {
      const { id } = event.subject;
      const known = cache.getQueryData<Meeting>(keys.meeting(id))?.version ?? null;
      if (reactionTo(event, known, isOwnMutation(event.mutation_id)) === 'nothing') return;
      void cache.invalidateQueries({ queryKey: keys.meeting(id) });
      if (event.actor?.id === me) return;
      recent.add(id);
      const kind = event.kind.replace('.', '_') as Parameters<typeof t>[0];
      if (!t.has(kind)) return;
      const { title, status } = event.data as { title?: string; status?: string };
      const words = { name: event.actor?.name ?? t('somebody'), title: title ?? t('aMeeting'), status: status ?? 'other' };
      toasts.show({ text: t(kind, words), about: id });
    },
    gap: () => void cache.invalidateQueries({ queryKey: ['meeting'] }),
  });
}
