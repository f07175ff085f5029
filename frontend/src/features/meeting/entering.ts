import type { Invitee } from '@/features/people';
import type { Entry } from '@/features/quick-add';
import type { Repeats } from './repeat';
import type { MeetingForm, RoomChoice } from './schema';

/** Whom and which rooms the words mean, in their order; null where that is nobody, or could be several. */
export interface Found {
  readonly people: readonly (Invitee | null)[];
  readonly rooms: readonly (RoomChoice | null)[];
}

/** A form filled in with what was written; what the words say nothing of stays as it is. */
export function entered(entry: Entry, found: Found, before: MeetingForm): MeetingForm {
  const { when, flags } = entry;
  const guests = entry.people.flatMap(({ optional }, index) => {
    const somebody = found.people[index];
    return somebody ? [{ ...somebody, optional }] : [];
  });
  const seats = entry.rooms.find((room) => room.seats !== null)?.seats ?? null;
  const time = when && { allDay: when.allDay, date: when.date, lastDate: when.endsNextDay ? when.date : when.lastDate };
  return {
    ...before,
    title: entry.title || before.title,
    ...(time ?? {}),
    ...(when && !when.allDay ? { start: when.start, end: when.end, zone: entry.zone } : {}),
    repeats: entry.repeat ? repeatsOf(entry.repeat) : before.repeats,
    guests: [...before.guests.filter(({ key }) => !guests.some((one) => one.key === key)), ...guests],
    rooms: [...before.rooms, ...found.rooms.filter((room) => room !== null && !before.rooms.some(({ id }) => id === room.id))] as RoomChoice[],
    anyRoom: seats ?? before.anyRoom,
    location: entry.place || before.location,
    conference: entry.link || before.conference,
    busy: flags.includes('free') ? 'free' : flags.includes('busy') ? 'busy' : before.busy,
    visibility: flags.includes('private') ? 'private' : before.visibility,
    reminders: entry.remind === null ? before.reminders : [entry.remind],
  };
}

function repeatsOf({ every, unit, weekdays, on, until, count }: NonNullable<Entry['repeat']>): Repeats {
  return {
    every,
    unit,
    weekdays: unit === 'week' ? weekdays : [],
    on,
    ends: until ? 'until' : count ? 'count' : 'never',
    until: until ?? '',
    count: count ?? 10,
  };
}
