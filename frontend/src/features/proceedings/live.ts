'use client';

import { useQueryClient } from '@tanstack/react-query';
import { isOwnMutation } from '@/lib/api/mutation-id';
import type { Agenda, AgendaItem, Entry, Minutes } from '@/lib/api/types';
import { useKeptTrue } from '@/lib/live/kept-true';
import { useLive } from '@/lib/live/live';
import { recent } from '@/lib/live/recent';
import { isOfDate, type Line } from './lines';
import { takeAgendaOrder, takeEntry, takeItem } from './mutations';
import { proceedingsKeys, type Which } from './queries';

interface Told {
  readonly line?: Line;
  readonly original_start?: string;
  readonly order?: readonly string[];
}

/** Keeps agenda and minutes true to the log. Each event carries all of what changed, so nothing is fetched again. */
export function useProceedingsLive(which: Which): void {
  const cache = useQueryClient();
  const { readAgain, told } = useKeptTrue(proceedingsKeys.of(which.meetingId));

  /** Names stand beside the lines: whoever is named for the first time has to be asked for. */
  const nameOwner = (key: readonly unknown[], owner: string | null) => {
    const people = cache.getQueryData<Agenda | Minutes>(key)?.people;
    if (owner && people && !people.some(({ id }) => id === owner)) void cache.invalidateQueries({ queryKey: key });
  };

  useLive({
    event: ({ kind, subject, data, mutation_id }) => {
      if (subject.type !== 'proceedings') return;
      const { line, original_start, order } = data as Told;
      // What an earlier date, or the meeting this one came out of, left open may be done by now.
      if (kind.startsWith('minutes.') && line) void cache.invalidateQueries({ queryKey: proceedingsKeys.open(which) });
      if (subject.id !== which.meetingId) return;
      if (kind === 'agenda.ordered' && order && isOfDate({ original_start: original_start ?? '' }, which.date)) {
        takeAgendaOrder(cache, which, order);
        return told();
      }
      if (!line || !isOfDate(line, which.date)) return;
      if (!isOwnMutation(mutation_id)) recent.add(line.id);
      if (kind.startsWith('agenda_item.')) {
        takeItem(cache, which, line as AgendaItem);
        nameOwner(proceedingsKeys.agenda(which), (line as AgendaItem).owner_id);
      } else {
        takeEntry(cache, which, line as Entry);
        nameOwner(proceedingsKeys.minutes(which), (line as Entry).owner_id);
      }
      told();
    },
    gap: readAgain,
  });
}
