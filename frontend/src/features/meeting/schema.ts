import * as z from 'zod/mini';
import type { Meeting, MeetingChange, NewMeeting } from '@/lib/api/types';
import { isAllDay, fieldsAfter, fieldsOf, minutesBetween, momentAt, startOf } from '@/lib/time/moment';
import { invitationOf, type Invitee } from '@/features/people';
import { linesOf, movedWith, repeatsOf, type Repeats } from './repeat';

/** A room that is chosen. */
export interface RoomChoice {
  readonly id: string;
  readonly name: string;
}

/**
 * What the form holds: wall-clock fields in one zone, or whole days. An end on the first day at or before the start is
 * on the next one.
 */
export const meetingSchema = z
  .object({
    title: z.string().check(z.trim(), z.minLength(1, 'required'), z.maxLength(300, 'tooLong')),
    allDay: z.boolean(),
    date: z.string().check(z.minLength(1, 'required')),
    start: z.string(),
    end: z.string(),
    /** The day it ends on, or the last of whole days. */
    lastDate: z.string().check(z.minLength(1, 'required')),
    zone: z.string().check(z.minLength(1, 'required')),
    repeats: z.custom<Repeats>(),
    guests: z.array(z.custom<Invitee>()),
    rooms: z.array(z.custom<RoomChoice>()),
    /** Seats, where any free room does. */
    anyRoom: z.nullable(z.number()),
    location: z.string().check(z.maxLength(500, 'tooLong')),
    conference: z
      .string()
      .check(z.trim(), z.refine((text) => text === '' || /^https?:\/\/[^\s/]+/i.test(text), 'link'), z.maxLength(2000, 'tooLong')),
    description: z.string().check(z.maxLength(20_000, 'tooLong')),
    visibility: z.enum(['private', 'organisation']),
    guestsSee: z.boolean(),
    busy: z.enum(['busy', 'free', 'exclusive']),
    /** Minutes before the start; null: as usual. */
    reminders: z.nullable(z.array(z.number())),
  })
  .check(
    z.refine(({ allDay, start }) => allDay || start !== '', { path: ['start'], error: 'required' }),
    z.refine(({ allDay, end }) => allDay || end !== '', { path: ['end'], error: 'required' }),
    z.refine(({ date, lastDate }) => lastDate >= date, { path: ['lastDate'], error: 'beforeStart' }),
    z.refine(({ allDay, busy }) => !allDay || busy !== 'exclusive', { path: ['busy'], error: 'exclusiveDays' }),
  );

export type MeetingForm = z.infer<typeof meetingSchema>;
type Timed = Pick<MeetingForm, 'date' | 'start' | 'end' | 'lastDate' | 'zone'>;

export const meetingFields = [
  'title', 'allDay', 'date', 'start', 'end', 'lastDate', 'zone', 'repeats', 'guests', 'rooms', 'anyRoom', 'location',
  'conference', 'description', 'visibility', 'guestsSee', 'busy', 'reminders',
] as const satisfies readonly (keyof MeetingForm)[];

/** Where the API names a member differently. */
export const renamed = {
  conference_url: 'conference',
  'start.time_zone': 'zone',
  'end.time_zone': 'zone',
  'start.date': 'date',
  'end.date': 'lastDate',
  recurrence: 'repeats',
  any_room: 'anyRoom',
  exclusive: 'busy',
  transparent: 'busy',
} as const;

/** Real time [start, end) that the form means, epoch milliseconds; null while a field is empty, or for whole days. */
export function spanOf(form: Timed & { allDay?: boolean }): { start: number; end: number } | null {
  if (form.allDay || !form.date || !form.start || !form.end || !form.zone) return null;
  try {
    const start = startOf(momentAt(form.date, form.start, form.zone), form.zone);
    return { start, end: startOf(momentAt(endDate(form), form.end, form.zone), form.zone) };
  } catch {
    return null;
  }
}

/** The day the meeting ends on. */
export function endDate({ date, start, end, lastDate }: Pick<MeetingForm, 'date' | 'start' | 'end' | 'lastDate'>): string {
  if (lastDate > date || end > start) return lastDate > date ? lastDate : date;
  return Temporal.PlainDate.from(date).add({ days: 1 }).toString();
}

/** The end that keeps a meeting's length when its start moves. */
export function movedEnd(before: Timed, start: { date: string; time: string }): { end: string; lastDate: string } {
  const length = minutesBetween(
    { date: before.date, time: before.start },
    { date: endDate(before), time: before.end },
    before.zone,
  );
  const { date, time } = fieldsAfter(start, length, before.zone);
  // An end within a day after the start says by its time alone on which day it is.
  const isNear = endDate({ date: start.date, start: start.time, end: time, lastDate: start.date }) === date;
  return { end: time, lastDate: isNear ? start.date : date };
}

/** Whole days that keep their number when the first moves. */
export function movedLastDate(before: Pick<MeetingForm, 'date' | 'lastDate'>, date: string): string {
  const days = Temporal.PlainDate.from(before.date).until(before.lastDate).days;
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** For a slot: instants, or whole days by their first instants in `zone`, the end exclusive. */
export function emptyForm(start: number, end: number, zone: string, allDay = false): MeetingForm {
  const [from, to] = [fieldsOf(start, zone), fieldsOf(end, zone)];
  const clock = allDay ? { start: '09:00', end: '10:00', lastDate: dayBefore(to.date) } : movedEndOf(from, to);
  return {
    title: '',
    allDay,
    date: from.date,
    ...clock,
    zone,
    repeats: null,
    guests: [],
    rooms: [],
    anyRoom: null,
    location: '',
    conference: '',
    description: '',
    visibility: 'private',
    guestsSee: true,
    busy: 'busy',
    reminders: null,
  };
}

function movedEndOf(from: { date: string; time: string }, to: { date: string; time: string }) {
  const isNear = endDate({ date: from.date, start: from.time, end: to.time, lastDate: from.date }) === to.date;
  return { start: from.time, end: to.time, lastDate: isNear ? from.date : to.date };
}

function dayBefore(date: string): string {
  return Temporal.PlainDate.from(date).subtract({ days: 1 }).toString();
}

/** The form of a meeting as it stands, or of one of its dates. `shownZone`: for clock times that it does not have. */
export function formOf(meeting: Meeting, shownZone = 'UTC'): MeetingForm {
  const zone = isAllDay(meeting.start) ? shownZone : meeting.start.time_zone;
  const form = emptyForm(startOf(meeting.start, zone), startOf(meeting.end, zone), zone, isAllDay(meeting.start));
  return {
    ...form,
    title: meeting.title,
    repeats: repeatsOf(meeting.recurrence, form.date, zone),
    rooms: meeting.rooms.map(({ id, name }) => ({ id, name })),
    location: meeting.location ?? '',
    conference: meeting.conference_url ?? '',
    description: meeting.description ?? '',
    visibility: meeting.visibility,
    guestsSee: meeting.guests_can.see_guests,
    busy: meeting.exclusive ? 'exclusive' : meeting.transparent ? 'free' : 'busy',
  };
}

export function timesOfForm(form: MeetingForm) {
  if (form.allDay) {
    return { start: { date: form.date }, end: { date: Temporal.PlainDate.from(form.lastDate).add({ days: 1 }).toString() } };
  }
  return { start: momentAt(form.date, form.start, form.zone), end: momentAt(endDate(form), form.end, form.zone) };
}

const commitment = ({ busy }: MeetingForm) => ({ exclusive: busy === 'exclusive', transparent: busy === 'free' });

export function newMeetingOf(form: MeetingForm): NewMeeting {
  return {
    title: form.title.trim(),
    ...timesOfForm(form),
    recurrence: linesOf(form.repeats, form.date),
    description: form.description,
    location: form.location,
    conference_url: form.conference || null,
    visibility: form.visibility,
    guests: form.guests.map(invitationOf),
    ...commitment(form),
    ...(form.rooms.length > 0 ? { rooms: form.rooms.map(({ id }) => id) } : {}),
    ...(form.anyRoom === null ? {} : { any_room: { capacity: form.anyRoom, equipment: [] } }),
    ...(form.guestsSee ? {} : { guests_can: { see_guests: false } }),
  };
}

/** Only the members that differ, so that somebody else's change of another one stands. */
export function changeBetween(before: MeetingForm, after: MeetingForm): MeetingChange {
  const change: MeetingChange = {};
  const differs = (value: (form: MeetingForm) => unknown) => JSON.stringify(value(before)) !== JSON.stringify(value(after));
  if (before.title !== after.title) change.title = after.title;
  if (before.location !== after.location) change.location = after.location;
  if (before.conference !== after.conference) change.conference_url = after.conference || null;
  if (before.description !== after.description) change.description = after.description;
  if (before.visibility !== after.visibility) change.visibility = after.visibility;
  if (before.guestsSee !== after.guestsSee) change.guests_can = { see_guests: after.guestsSee };
  if (before.busy !== after.busy) Object.assign(change, commitment(after));
  if (differs(({ rooms }) => rooms.map(({ id }) => id))) change.rooms = after.rooms.map(({ id }) => id);
  // A rule that only follows the start to its new day is moved by the server.
  const following = linesOf(movedWith(before.repeats, before.date, after.date), after.date);
  const lines = linesOf(after.repeats, after.date);
  if (JSON.stringify(lines) !== JSON.stringify(following)) change.recurrence = lines;
  return differs(timesOfForm) ? { ...change, ...timesOfForm(after) } : change;
}
