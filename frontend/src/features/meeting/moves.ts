import type { CalendarEntry, Meeting, Moment, MomentDraft } from '@/lib/api/types';
import { fieldsOf, instantOf, isAllDay, momentAt, rfc3339, startOf } from '@/lib/time/moment';

/** Where something is put. Epoch milliseconds; whole days by their first instants in the shown zone, the end exclusive. */
export interface Target {
  readonly start: number;
  readonly end: number;
  readonly allDay: boolean;
}

export interface Times {
  readonly start: MomentDraft;
  readonly end: MomentDraft;
}

/** What the server is told: on the clocks of the zone the meeting was meant in; of a day in no zone at all. */
export function timesAt(target: Target, before: Times, shownZone: string): Times {
  const moment = (instant: number, was: MomentDraft): MomentDraft => {
    if (target.allDay) return { date: fieldsOf(instant, shownZone).date };
    const zone = isAllDay(was) ? shownZone : was.time_zone;
    const { date, time } = fieldsOf(instant, zone);
    return momentAt(date, time, zone);
  };
  return { start: moment(target.start, before.start), end: moment(target.end, before.end) };
}

/** A moment with its instant, as the server would answer it. */
export function shownMoment(moment: MomentDraft): Moment {
  if (isAllDay(moment)) return moment;
  const { date_time, time_zone } = moment;
  return { date_time, time_zone, utc: rfc3339(startOf({ date_time, time_zone }, time_zone)) };
}

export function timesOf({ start, end }: Times): Times {
  return { start, end };
}

/** Whether two say the same time: the instant and the zone, or the day. */
export function sameTimes(a: Times, b: Times): boolean {
  const text = (moment: MomentDraft) =>
    isAllDay(moment) ? moment.date : `${startOf(moment, moment.time_zone)} ${moment.time_zone}`;
  return text(a.start) === text(b.start) && text(a.end) === text(b.end);
}

/** One date of a series. */
export interface DateName {
  readonly meeting_id: string;
  readonly original_start: string;
}

/** The date that an entry of a calendar stands for; null when it is a meeting that does not repeat. */
export function dateOf({ meeting_id, original_start, repeats }: CalendarEntry): DateName | null {
  return repeats && meeting_id && original_start ? { meeting_id, original_start } : null;
}

/** Names an occurrence in calendars: a meeting, or one date of a series. */
export function occurrenceOf({ meeting_id, original_start, repeats }: CalendarEntry): string {
  return `${meeting_id ?? ''}/${repeats ? (original_start ?? '') : ''}`;
}

/** Entries with those occurrences drawn where they are wished; the very same list when none is among them. */
export function entriesAt(entries: CalendarEntry[], wished: ReadonlyMap<string, Times>): CalendarEntry[] {
  const moves = (entry: CalendarEntry): Times | null => {
    const times = wished.get(occurrenceOf(entry));
    return times && !sameTimes(times, entry) ? times : null;
  };
  if (!entries.some(moves)) return entries;
  return entries.map((entry) => {
    const times = moves(entry);
    return times ? { ...entry, start: shownMoment(times.start), end: shownMoment(times.end) } : entry;
  });
}

/** The first date of one's own new meeting as calendars have it. */
export function entryOf(meeting: Meeting): CalendarEntry {
  const { id, start, end, title, location, conference_url, state, visibility, host, guests, recurrence, version } = meeting;
  return {
    meeting_id: id,
    // How the server names the date: what is read next has the same.
    original_start: nameOf(start),
    person_id: host.id,
    room_id: null,
    start,
    end,
    title,
    location,
    conference_url,
    state,
    visibility,
    busy_only: false,
    response: 'accepted',
    host_id: host.id,
    guest_count: guests.length,
    repeats: recurrence !== null,
    version,
  };
}

function nameOf(start: Moment): string {
  return isAllDay(start) ? start.date.replaceAll('-', '') : start.utc.replaceAll(/[-:]|\.\d+/g, '');
}

/** A window of a calendar with an entry that it does not know yet, if it lies in there. `key`: names the window. */
export function withEntry(entries: CalendarEntry[], entry: CalendarEntry, [, from, to]: readonly unknown[]): CalendarEntry[] {
  const [start, end] = [startOf(entry.start, 'UTC'), startOf(entry.end, 'UTC')];
  const isInside = start < instantOf(String(to)) && end > instantOf(String(from));
  const isKnown = entries.some(({ meeting_id }) => meeting_id === entry.meeting_id);
  return isInside && !isKnown ? [...entries, entry] : entries;
}
