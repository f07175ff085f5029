'use client';

import { type QueryClient } from '@tanstack/react-query';
import { api, ifMatch } from '@/lib/api/client';
import { mutationId, ownMutation } from '@/lib/api/mutation-id';
import { unwrap } from '@/lib/api/problem';
import type { Message } from '@/lib/api/types';
import { Outbox, type Keeper, type Unsent } from './outbox';
import { chatKeys, type Thread } from './queries';
import { withMessage, withReaction } from './thread';

const once = () => ({ 'Idempotency-Key': ownMutation() });
const upon = (version: number) => ({ ...once(), 'If-Match': ifMatch(version) });
const path = (id: string) => ({ message_id: id });

function changeThread(cache: QueryClient, meetingId: string, change: (newestFirst: readonly Message[], isFirst: boolean) => readonly Message[]): void {
  cache.setQueryData<Thread>(
    chatKeys.thread(meetingId),
    (thread) => thread && { ...thread, pages: thread.pages.map((page, index) => ({ ...page, data: [...change(page.data, index === 0)] })) },
  );
}

/** Takes in a message as told: new ones at their place among the newest, known ones where they are. */
export function takeMessage(cache: QueryClient, told: Message): void {
  changeThread(cache, told.meeting_id, (list, isFirst) => (isFirst || list.some(({ id }) => id === told.id) ? withMessage(list, told) : list));
}

export function takeReaction(cache: QueryClient, meetingId: string, id: string, emoji: string, personId: string, there: boolean): void {
  changeThread(cache, meetingId, (list) => list.map((each) => (each.id === id ? withReaction(each, emoji, personId, there) : each)));
}

/** How much of it is unread by now. */
export function takeUnread(cache: QueryClient, meetingId: string, change: (unread: number) => { unread: number; read_up_to?: number }): void {
  cache.setQueryData<Thread>(
    chatKeys.thread(meetingId),
    (thread) => thread && { ...thread, pages: thread.pages.map((page, index) => (index === 0 ? { ...page, ...change(page.unread) } : page)) },
  );
}

const outboxes = new WeakMap<QueryClient, Map<string, Outbox>>();

function sessionShelf(): Keeper | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

/** The messages of this person about this meeting that have not arrived; kept when the page is left, or loaded again. */
export function outboxOf(cache: QueryClient, meetingId: string, me: string): Outbox {
  const own = outboxes.get(cache) ?? new Map<string, Outbox>();
  outboxes.set(cache, own);
  const known = own.get(meetingId);
  if (known) return known;
  const send = async ({ text, replyTo, date, clientId }: Unsent) => {
    const body = { client_id: clientId, text, reply_to: replyTo, original_start: date };
    const params = { path: { meeting_id: meetingId } };
    takeMessage(cache, unwrap(await api.POST('/api/v1/meetings/{meeting_id}/messages', { params, body })));
  };
  const made = new Outbox(send, mutationId, sessionShelf(), `convene.outbox.1.${me}.${meetingId}`);
  own.set(meetingId, made);
  made.wake();
  return made;
}

/** What is being written, kept in this tab for each meeting. */
export function draftOf(me: string, meetingId: string) {
  const key = `convene.said.1.${me}.${meetingId}`;
  return {
    read: (): string => sessionShelf()?.getItem(key) ?? '',
    keep: (text: string): void => {
      try {
        if (text) sessionShelf()?.setItem(key, text);
        else sessionShelf()?.removeItem(key);
      } catch {
        // A full storage must not stop anybody from typing.
      }
    },
  };
}

export async function editMessage(cache: QueryClient, message: Message, text: string): Promise<void> {
  takeMessage(cache, unwrap(await api.PATCH('/api/v1/messages/{message_id}', { params: { path: path(message.id), header: upon(message.version) }, body: { text } })));
}

export async function deleteMessage(cache: QueryClient, message: Message): Promise<void> {
  unwrap(await api.DELETE('/api/v1/messages/{message_id}', { params: { path: path(message.id), header: upon(message.version) } }));
  await cache.invalidateQueries({ queryKey: chatKeys.thread(message.meeting_id) });
}

/** Shown at once; put back when it was refused. */
export async function react(cache: QueryClient, message: Message, emoji: string, me: string, there: boolean): Promise<void> {
  takeReaction(cache, message.meeting_id, message.id, emoji, me, there);
  const params = { path: { ...path(message.id), emoji }, header: once() };
  try {
    if (there) unwrap(await api.PUT('/api/v1/messages/{message_id}/reactions/{emoji}', { params }));
    else unwrap(await api.DELETE('/api/v1/messages/{message_id}/reactions/{emoji}', { params }));
  } catch (reason) {
    takeReaction(cache, message.meeting_id, message.id, emoji, me, !there);
    throw reason;
  }
}

export async function markRead(cache: QueryClient, message: Message): Promise<void> {
  const params = { path: { meeting_id: message.meeting_id }, header: once() };
  const left = unwrap(await api.PUT('/api/v1/meetings/{meeting_id}/read-mark', { params, body: { message_id: message.id } }));
  takeUnread(cache, message.meeting_id, () => left);
}
