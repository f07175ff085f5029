'use client';

import { useState } from 'react';
import { useNamed } from '@/features/people';
import { parse, type Entry } from '@/features/quick-add';
import { useRooms } from '@/features/rooms';
import { spoken } from '@/lib/language';
import { useFormats } from '@/lib/time/formats-context';
import { entered } from '../entering';
import type { MeetingForm } from '../schema';

/** How long a meeting takes where nobody says, minutes. */
const usual = 30;

export interface QuickAdd {
  readonly text: string;
  readonly entry: Entry;
  /** Names that mean nobody here, or several. */
  readonly unknown: readonly string[];
  /** Whether it is still looked up whom the names mean. */
  readonly isSearching: boolean;
  /** Fills a form in with what was written. */
  fill(before: MeetingForm): MeetingForm;
  write(text: string): void;
  /** What was understood from there on is title again. */
  refuse(from: number): void;
}

/** What somebody writes, understood as they write it. */
export function useQuickAdd(initial = ''): QuickAdd {
  const formats = useFormats();
  const [{ text, refused }, setWritten] = useState<{ text: string; refused: readonly number[] }>({ text: initial, refused: [] });
  const [now] = useState(() => Date.now());
  const entry = parse(text, { now, zone: formats.zone, monthFirst: formats.monthFirst, minutes: usual, language: spoken() }, refused);
  const { found: people, isSearching } = useNamed(entry.people.map(({ name }) => name));
  const known = useRooms('');
  const named = known.data ?? [];
  const rooms = entry.rooms.flatMap(({ name }) => {
    if (name === null) return [];
    const found = named.filter((room) => room.name.toLowerCase().startsWith(name.toLowerCase()));
    return [{ name, room: found.length === 1 ? { id: found[0]!.id, name: found[0]!.name } : null }];
  });
  return {
    text,
    entry,
    unknown: [
      ...entry.people.filter((_, index) => !people[index]).map(({ name }) => name),
      ...rooms.filter(({ room }) => room === null).map(({ name }) => `#${name}`),
    ],
    isSearching: isSearching || (entry.rooms.length > 0 && known.isPending),
    fill: (before) => entered(entry, { people, rooms: rooms.map(({ room }) => room) }, before),
    write: (next) =>
      setWritten((before) => {
        // What stands before the first change stays as it was meant.
        let same = 0;
        while (same < next.length && next[same] === before.text[same]) same += 1;
        return { text: next, refused: before.refused.filter((from) => from < same) };
      }),
    refuse: (from) => setWritten((before) => ({ ...before, refused: [...before.refused, from] })),
  };
}
