'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { toasts } from '@/components/toasts';
import { api } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import { ownMutation } from '@/lib/api/mutation-id';
import { ApiProblem, unwrap } from '@/lib/api/problem';
import { useProblemText } from '@/lib/api/problem-text';
import type { GivenAnswer, Notification } from '@/lib/api/types';
import { outgoing, sendOrWait } from '@/lib/offline/outgoing';
import type { Asked } from '@/lib/offline/queue';
import type { Facts } from './facts';
import { held, type Mark } from './held';

/** Sent to its end even while the page is being left. */
const lasting = { keepalive: true } as const;
const once = () => ({ 'Idempotency-Key': ownMutation() });

/** It is sent once there is a connection; with whatever version: what is answered is the invitation. */
async function go(about: string, method: Asked['method'], path: string, body?: object): Promise<void> {
  await sendOrWait({ kind: 'inbox', about, method, path: `/api/v1${path}`, ...(body ? { body, version: '*' } : {}) });
}

export async function finish(ids: readonly string[]): Promise<void> {
  for (const id of ids) await go('', 'POST', `/notifications/${id}/done`);
}

export async function answer({ meeting, original_start }: Notification, status: GivenAnswer['status']): Promise<void> {
  await go(meeting!.id, 'PUT', `/meetings/${meeting!.id}/response`, { status, ...(original_start ? { original_start } : {}) });
}

export async function decideProposal(proposal_id: string, accepted: boolean): Promise<void> {
  await go('', 'POST', `/proposals/${proposal_id}/${accepted ? 'acceptance' : 'decline'}`);
}

export async function decideRoom({ meeting }: Notification, { roomId }: Facts, approved: boolean): Promise<void> {
  await go(meeting!.id, 'PUT', `/meetings/${meeting!.id}/rooms/${roomId}/approval`, { approved });
}

/** Whoever can no longer see the action, or write in its meeting, has nothing to tick off. */
export async function tick(entry_id: string): Promise<void> {
  try {
    await go('', 'PATCH', `/minutes/${entry_id}`, { done: true });
  } catch (reason) {
    if (!(reason instanceof ApiProblem) || (reason.status !== 404 && reason.status !== 403)) throw reason;
  }
}

/** Some of them; `upTo`: that one and all that are older. */
export async function read(which: { ids: string[] } | { up_to: string }): Promise<void> {
  unwrap(await api.POST('/api/v1/notifications/read', { params: { header: once() }, body: which, ...lasting }));
}

export interface Deed {
  readonly ids: readonly string[];
  readonly mark: Mark;
  /** What was done, in the reader's words. */
  readonly said: string;
  send(): Promise<void>;
}

/** Shows a deed at once, offers its undo, and sends it when that is over. What fails comes back, and says why. */
export function useDeeds(): (deed: Deed) => void {
  const t = useTranslations('inbox');
  const cache = useQueryClient();
  const problemText = useProblemText();

  const go = async (deed: Deed) => {
    try {
      await deed.send();
      // What waits for a connection is done as far as the reader is concerned.
      await outgoing().empty();
      await cache.invalidateQueries({ queryKey: keys.inbox });
    } catch (reason) {
      const again = { label: t('retry'), run: () => act(deed) };
      toasts.show({ tone: 'danger', text: t('notSaved', { reason: problemText(reason) }), action: again });
    }
    held.drop(deed.ids);
  };

  const act = (deed: Deed) => {
    const undo = () => held.drop(deed.ids);
    const toast = toasts.show({
      text: deed.said,
      action: { label: t('undo'), run: undo },
      gone: () => void go(deed),
    });
    held.add({ ...deed, hurry: () => toasts.dismiss(toast), undo: () => toasts.act(toast) });
  };
  return act;
}
