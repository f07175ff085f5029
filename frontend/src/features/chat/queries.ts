'use client';

import { useInfiniteQuery, useQuery, type InfiniteData } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import { unwrap } from '@/lib/api/problem';
import type { Message, MessagesPart } from '@/lib/api/types';

export type Thread = InfiniteData<MessagesPart, unknown>;

export const chatKeys = {
  thread: (meetingId: string) => ['chat', meetingId] as const,
  found: (meetingId: string, words: string) => ['chat-found', meetingId, words] as const,
  teams: (words: string) => ['teams', words] as const,
};

/** The conversation about a meeting, the newest first, further back when asked. */
export function useThread(meetingId: string) {
  return useInfiniteQuery({
    queryKey: chatKeys.thread(meetingId),
    queryFn: async ({ signal, pageParam }) => {
      const query = { limit: 50, ...(pageParam ? { cursor: pageParam } : {}) };
      return unwrap(await api.GET('/api/v1/meetings/{meeting_id}/messages', { params: { path: { meeting_id: meetingId }, query }, signal }));
    },
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });
}

export function useFoundMessages(meetingId: string, words: string) {
  return useQuery({
    queryKey: chatKeys.found(meetingId, words),
    queryFn: async ({ signal }) => {
      const params = { path: { meeting_id: meetingId }, query: { q: words, limit: 50 } };
      return unwrap(await api.GET('/api/v1/meetings/{meeting_id}/messages', { params, signal })).data;
    },
    enabled: words.trim().length > 0,
  });
}

/** Teams that can be named. Guests from outside see none. */
export function useTeams(words: string, wanted: boolean) {
  return useQuery({
    queryKey: chatKeys.teams(words),
    queryFn: async ({ signal }) => unwrap(await api.GET('/api/v1/teams', { params: { query: { limit: 5, ...(words ? { q: words } : {}) } }, signal })).data,
    enabled: wanted,
    staleTime: 60_000,
  });
}

export function messagesOf(thread: Thread | undefined): Message[] {
  return thread?.pages.flatMap(({ data }) => data) ?? [];
}
