'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Message } from '@/lib/api/types';
import { useKeptTrue } from '@/lib/live/kept-true';
import { useLive } from '@/lib/live/live';
import { outgoing } from '@/lib/offline/outgoing';
import { takeMessage, takeReaction, takeUnread } from './mutations';
import { chatKeys } from './queries';

interface Told {
  readonly message?: Message;
  readonly message_id?: string;
  readonly emoji?: string;
  readonly person_id?: string;
  readonly unread?: number;
  readonly position?: number;
}

/** Keeps the conversation true to the log; what I said from here is known to have arrived, whatever became of the answer. */
export function useChatLive(meetingId: string, me: string): void {
  const cache = useQueryClient();
  const line = outgoing(me);
  const { readAgain, told: toldOf } = useKeptTrue(chatKeys.thread(meetingId));
  useEffect(
    () =>
      line.listen({
        done: ({ kind, about }, answer) => {
          if (kind === 'message' && about === meetingId) takeMessage(cache, answer as Message);
        },
      }),
    [line, cache, meetingId],
  );
  useLive({
    event: ({ kind, subject, data }) => {
      if (subject.type !== 'conversation' || subject.id !== meetingId) return;
      const told = data as Told;
      if (told.message) {
        takeMessage(cache, told.message);
        if (told.message.author.id === me) line.arrived(told.message.client_id);
        else if (kind === 'message.posted') takeUnread(cache, meetingId, (unread) => ({ unread: unread + 1 }));
      } else if (kind.startsWith('reaction.') && told.message_id && told.emoji && told.person_id) {
        takeReaction(cache, meetingId, told.message_id, told.emoji, told.person_id, kind === 'reaction.added');
      } else if (kind === 'conversation.read') {
        takeUnread(cache, meetingId, () => ({ unread: told.unread ?? 0, read_up_to: told.position ?? 0 }));
      }
      toldOf();
    },
    gap: readAgain,
  });
}
