'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Throttle } from '@/features/calendar';
import { useLive, useTopics } from '@/lib/live/live';
import type { Bounds } from './frame';

/** Topics of one connection are limited; the times of those beyond are read again when they are looked at. */
const mostTopics = 60;

/** The calendars and rooms that an answer is made of, for the time that is looked at. */
export function topicsOf(people: readonly string[], rooms: readonly string[], { from, to }: Pick<Bounds, 'from' | 'to'>): string[] {
  const window = `${compact(from)}/${compact(to)}`;
  return [...people.map((id) => `calendar:${id}/${window}`), ...rooms.map((id) => `room:${id}/${window}`)].slice(0, mostTopics);
}

/** "20261201T083000Z", as topics have it. */
function compact(instant: number): string {
  return Temporal.Instant.fromEpochMilliseconds(instant).toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '');
}

/** Whenever somebody's time is taken otherwise than before, what was made of it is asked for anew: not more often than it can be read. */
export function useFindLive(people: readonly string[], rooms: readonly string[], bounds: Pick<Bounds, 'from' | 'to'>): void {
  const cache = useQueryClient();
  const throttle = useRef<Throttle | null>(null);
  throttle.current ??= new Throttle(() => {
    for (const queryKey of [['availability'], ['free-busy']]) void cache.invalidateQueries({ queryKey });
  });
  useEffect(() => () => throttle.current?.stop(), []);
  const topics = topicsOf(people, rooms, bounds);
  useTopics(topics);
  useLive({
    changed: (topic) => {
      if (topics.includes(topic)) throttle.current?.ask();
    },
    event: ({ subject }) => {
      if (subject.type === 'meeting') throttle.current?.ask();
    },
    gap: () => throttle.current?.ask(),
  });
}
