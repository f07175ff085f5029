'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import { unwrap } from '@/lib/api/problem';
import type { ListedMeeting } from '@/lib/api/types';
import { rfc3339, startOf } from '@/lib/time/moment';
import { furthestBack, windowOf, type Wish } from '../days';

interface Part {
  readonly meetings: ListedMeeting[];
  readonly next: { cursor: string } | { back: number } | null;
}

const states = { upcoming: 'scheduled', past: 'scheduled', drafts: 'draft', cancelled: 'cancelled' } as const;

async function listed({ shelf, words }: Wish, range: { from: number; to: number }, cursor: string, limit: number, signal: AbortSignal) {
  const query = {
    state: states[shelf],
    ...(words.trim() ? { q: words.trim() } : {}),
    ...(cursor ? { cursor } : { from: rfc3339(range.from), to: rfc3339(range.to) }),
    limit,
  };
  return unwrap(await api.GET('/api/v1/meetings', { params: { query }, signal }));
}

/** One month of the past, the latest first, with what has ended only. */
async function monthBack(wish: Wish, back: number, signal: AbortSignal): Promise<Part> {
  const now = Date.now();
  const found: ListedMeeting[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: { data: ListedMeeting[]; next_cursor: string | null } = await listed(wish, windowOf('past', now, back), cursor, 200, signal);
    found.push(...page.data);
    cursor = page.next_cursor;
  }
  const meetings = found.filter(({ end }) => startOf(end, 'UTC') <= now).reverse();
  return { meetings, next: back + 1 < furthestBack ? { back: back + 1 } : null };
}

async function ahead(wish: Wish, cursor: string, signal: AbortSignal): Promise<Part> {
  const page = await listed(wish, windowOf(wish.shelf, Date.now(), 0), cursor, 50, signal);
  return { meetings: page.data, next: page.next_cursor === null ? null : { cursor: page.next_cursor } };
}

/** The reader's meetings that are as was asked, part by part. What was found before stays while words are typed. */
export function useMeetings(wish: Wish) {
  return useInfiniteQuery({
    queryKey: [...keys.meetings, wish.shelf, wish.words.trim()],
    queryFn: ({ pageParam, signal }) =>
      wish.shelf === 'past'
        ? monthBack(wish, 'back' in pageParam ? pageParam.back : 0, signal)
        : ahead(wish, 'cursor' in pageParam ? pageParam.cursor : '', signal),
    initialPageParam: { cursor: '' } as NonNullable<Part['next']>,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}
