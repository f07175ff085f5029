'use client';

import { useMemo } from 'react';
import { usePeopleById } from '@/features/people';
import { useRoomsById } from '@/features/rooms';
import { useFormats } from '@/lib/time/formats-context';
import { todayIn } from '@/lib/time/range';
import { useFindLive } from '../live';
import { useSearch, useTeamsById } from '../queries';
import { askedOf, type Question } from '../question';
import { boundsOf, searchOf } from '../searching';
import { bestOf, suggestionOf } from '../suggestions';

/** Who is asked about, what the server found for them, and the best of it. */
export function useAnswer(question: Question, now: number) {
  const { zone } = useFormats();
  const quarter = Math.ceil(now / 900_000);
  const bounds = useMemo(() => boundsOf(question, zone, quarter * 900_000), [question, zone, quarter]);
  const { teams, isPending: areTeamsComing } = useTeamsById(question.people.flatMap(({ kind, id }) => (kind === 'team' ? [id] : [])));
  const asked = useMemo(
    () => askedOf(question.people, new Map([...teams].map(([id, { members }]) => [id, members.map((member) => member.id)]))),
    [question.people, teams],
  );
  const everybody = useMemo(() => [...asked.required, ...asked.optional], [asked]);
  const search = useMemo(() => (areTeamsComing ? null : searchOf(question, asked, bounds)), [question, asked, bounds, areTeamsComing]);
  const read = useSearch(search);
  const { people, isPending: arePeopleComing } = usePeopleById(everybody);
  const found = useMemo(() => (read.data?.slots ?? []).map((slot) => suggestionOf(slot, zone)), [read.data, zone]);
  const best = useMemo(() => bestOf(found, (instant) => todayIn(zone, instant).toString()), [found, zone]);
  const offeredRooms = best.flatMap(({ rooms }) => rooms[0] ?? []);
  const { rooms } = useRoomsById([...new Set([...question.rooms, ...offeredRooms])]);
  useFindLive(everybody, question.rooms, bounds);
  return { bounds, asked, everybody, teams, people, arePeopleComing, rooms, search, read, found, best };
}

export type Answer = ReturnType<typeof useAnswer>;
