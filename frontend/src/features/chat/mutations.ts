'use client';

import { type QueryClient } from '@tanstack/react-query';
import { api, ifMatch } from '@/lib/api/client';
import { ownMutation } from '@/lib/api/mutation-id';
import { unwrap } from '@/lib/api/problem';
import type { Message } from '@/lib/api/types';
import { outgoing } from '@/lib/offline/outgoing';
import { asMessage, type Said } from './outbox';
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

function sessionShelf(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

/** Says it, now or as soon as there is a connection. */
export function say(meetingId: string, me: string, said: Said): void {
  const clientId = ownMutation();
  outgoing(me).post(asMessage(meetingId, clientId, said), clientId);
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
