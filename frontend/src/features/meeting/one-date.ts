import type { CalendarEntry, Guest, Meeting, Occurrence } from '@/lib/api/types';
import { isAllDay, startOf } from '@/lib/time/moment';
import { answerOn } from './changes';

/** A series as it is on one of its dates; a meeting of one date as it is. */
export function onDate(meeting: Meeting, date: Occurrence | null): Meeting {
  if (date === null) return meeting;
  const { original_start: name, start, end, title, description, location, conference_url, rooms, exclusive, transparent } = date;
  const guests = meeting.guests.filter(({ only_on, not_on }) => (only_on === null || only_on.includes(name)) && !not_on.includes(name));
  return {
    ...meeting,
    start,
    end,
    title,
    description,
    location,
    conference_url,
    rooms,
    exclusive,
    transparent,
    state: date.state,
    cancellation_reason: date.cancellation_reason,
    guests: guests.map((guest): Guest => ({ ...guest, response: answerOn(guest, name) })),
  };
}

/** What its host's calendar shows of it: `meeting` as it is on that date of a series, or on its only one. */
export function entryOf(meeting: Meeting, date: string | null): CalendarEntry {
  const { id, host, start, end, title, location, conference_url, state, visibility, guests, version } = meeting;
  const shown = { start, end, title, location, conference_url, state, visibility, version, busy_only: false, response: 'accepted' as const };
  return { ...shown, meeting_id: id, original_start: date, person_id: host.id, room_id: null, host_id: host.id, guest_count: guests.length, repeats: date !== null };
}

/** Which of the dates one is shown who asked for none: the one that is on, else the next that takes place, else the last. */
export function chosenDate(dates: readonly Occurrence[], now: number, zone: string): Occurrence | null {
  const place = dates.filter(({ state }) => state !== 'cancelled');
  return place.find(({ end }) => startOf(end, zone) > now) ?? place.at(-1) ?? dates.at(-1) ?? null;
}

/** "20261201T090000Z" or "20261201" as an instant, for windows around it; null when it is no name of a date. */
export function instantOfName(name: string): number | null {
  const found = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})Z?)?$/.exec(name);
  if (!found) return null;
  const [, year, month, day, hour = '00', minute = '00', second = '00'] = found;
  try {
    return Temporal.Instant.from(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`).epochMilliseconds;
  } catch {
    return null;
  }
}

/** Minutes that it takes; null where it takes whole days. */
export function lengthOf({ start, end }: Pick<Meeting, 'start' | 'end'>, zone: string): number | null {
  return isAllDay(start) ? null : Math.round((startOf(end, zone) - startOf(start, zone)) / 60_000);
}

export interface ZoneOfPeople {
  readonly zone: string;
  readonly names: readonly string[];
}

/** The zones that its people are in, mine first, then where most are. */
export function zonesOf(meeting: Meeting, mine: string): ZoneOfPeople[] {
  const people = [meeting.host, ...meeting.guests.flatMap(({ person }) => (person && person.id !== meeting.host.id ? [person] : []))];
  const zones = new Map<string, string[]>();
  if (!isAllDay(meeting.start)) zones.set(meeting.start.time_zone, []);
  for (const { time_zone, name } of people) if (time_zone) zones.set(time_zone, [...(zones.get(time_zone) ?? []), name]);
  return [...zones]
    .map(([zone, names]) => ({ zone, names }))
    .sort((a, b) => Number(b.zone === mine) - Number(a.zone === mine) || b.names.length - a.names.length || (a.zone < b.zone ? -1 : 1));
}

/** From ten minutes before until it is over one wants to join more than anything else. */
export function isJoinTime(start: number, end: number, now: number): boolean {
  return now >= start - 10 * 60_000 && now < end;
}
