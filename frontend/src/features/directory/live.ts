'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Throttle } from '@/features/calendar';
import { keys } from '@/lib/api/keys';
import { useLive, useTopics, type Standing } from '@/lib/live/live';
import { rfc3339 } from '@/lib/time/moment';
import type { Span } from './vacancy';

/** One connection follows a hundred topics at the most, and other parts of the page want some. */
const most = 60;

const compact = (instant: number) => rfc3339(instant).replaceAll(/[-:]/g, '');

/** Keeps what takes rooms in a window true: also where one may only know that something does. */
export function useRoomsLive(rooms: readonly string[], { start, end }: Span): void {
  const cache = useQueryClient();
  const throttle = useRef<Throttle | null>(null);
  throttle.current ??= new Throttle(() => {
    for (const queryKey of [keys.calendars, ['free-busy']]) void cache.invalidateQueries({ queryKey });
  });
  useEffect(() => () => throttle.current?.stop(), []);
  useTopics(rooms.slice(0, most).map((id) => `room:${id}/${compact(start)}/${compact(end)}`));
  useLive({
    changed: (topic) => topic.startsWith('room:') && throttle.current?.ask(),
    gap: () => throttle.current?.ask(),
  });
}

/** Who of some people is there now, as it is heard; nobody while there is no connection. */
export function useStandings(people: readonly string[]): ReadonlyMap<string, Standing> {
  const [heard, setHeard] = useState<ReadonlyMap<string, Standing>>(() => new Map());
  useTopics(people.slice(0, most).map((id) => `person:${id}`));
  useLive({
    presence: (topic, there) => {
      if (topic.startsWith('person:')) setHeard((before) => new Map([...before, ...there.map((each) => [each.person_id, each.state as Standing] as const)]));
    },
    state: (state) => state === 'live' || setHeard(new Map()),
  });
  return heard;
}
