'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { toasts } from '@/components/toasts';
import { api } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import { ownMutation } from '@/lib/api/mutation-id';
import { unwrap } from '@/lib/api/problem';
import { useProblemText } from '@/lib/api/problem-text';
import type { GivenAnswer, Notification } from '@/lib/api/types';
import type { Facts } from './facts';
import { held, type Mark } from './held';

/** Sent to its end even while the page is being left. */
const lasting = { keepalive: true } as const;
const once = () => ({ 'Idempotency-Key': ownMutation() });
/** Whatever became of it meanwhile: what is answered here is the invitation, not one version of the meeting. */
const anyVersion = () => ({ ...once(), 'If-Match': '*' });

export async function finish(ids: readonly string[]): Promise<void> {
  for (const notification_id of ids) {
    const params = { path: { notification_id }, header: once() };
    unwrap(await api.POST('/api/v1/notifications/{notification_id}/done', { params, ...lasting }));
  }
}

export async function answer({ meeting, original_start }: Notification, status: GivenAnswer['status']): Promise<void> {
  const params = { path: { meeting_id: meeting!.id }, header: anyVersion() };
  const body = { status, ...(original_start ? { original_start } : {}) };
  unwrap(await api.PUT('/api/v1/meetings/{meeting_id}/response', { params, body, ...lasting }));
}

export async function decideProposal(proposal_id: string, accepted: boolean): Promise<void> {
  const params = { path: { proposal_id }, header: once() };
  if (accepted) unwrap(await api.POST('/api/v1/proposals/{proposal_id}/acceptance', { params, ...lasting }));
  else unwrap(await api.POST('/api/v1/proposals/{proposal_id}/decline', { params, ...lasting }));
}

export async function decideRoom({ meeting }: Notification, { roomId }: Facts, approved: boolean): Promise<void> {
  const params = { path: { meeting_id: meeting!.id, room_id: roomId }, header: anyVersion() };
  unwrap(await api.PUT('/api/v1/meetings/{meeting_id}/rooms/{room_id}/approval', { params, body: { approved }, ...lasting }));
}

/** Whoever can no longer see the action, or write in its meeting, has nothing to tick off. */
export async function tick(entry_id: string): Promise<void> {
  const params = { path: { entry_id }, header: anyVersion() };
  const answered = await api.PATCH('/api/v1/minutes/{entry_id}', { params, body: { done: true }, ...lasting });
  if (answered.response.status !== 404 && answered.response.status !== 403) unwrap(answered);
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
