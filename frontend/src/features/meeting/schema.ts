import * as z from 'zod/mini';
import type { Meeting, MeetingChange, NewMeeting } from '@/lib/api/types';
import { isAllDay, fieldsAfter, fieldsOf, minutesBetween, momentAt, startOf } from '@/lib/time/moment';
import { invitationOf, type Invitee } from '@/features/people';

/** What the form holds: wall-clock fields in one zone. An end at or before the start is on the next day. */
export const meetingSchema = z.object({
  title: z.string().check(z.trim(), z.minLength(1, 'required'), z.maxLength(300, 'tooLong')),
  date: z.string().check(z.minLength(1, 'required')),
  start: z.string().check(z.minLength(1, 'required')),
  end: z.string().check(z.minLength(1, 'required')),
  zone: z.string().check(z.minLength(1, 'required')),
  guests: z.array(z.custom<Invitee>()),
  location: z.string().check(z.maxLength(500, 'tooLong')),
  conference: z
    .string()
    .check(z.trim(), z.refine((text) => text === '' || /^https?:\/\/[^\s/]+/i.test(text), 'link'), z.maxLength(2000, 'tooLong')),
  description: z.string().check(z.maxLength(20_000, 'tooLong')),
  visibility: z.enum(['private', 'organisation']),
});

export type MeetingForm = z.infer<typeof meetingSchema>;

export const meetingFields = [
  'title', 'date', 'start', 'end', 'zone', 'guests', 'location', 'conference', 'description', 'visibility',
] as const satisfies readonly (keyof MeetingForm)[];

/** Where the API names a member differently. */
export const renamed = {
  conference_url: 'conference',
  'start.time_zone': 'zone',
  'end.time_zone': 'zone',
} as const;

/** Real time [start, end) that the form means, epoch milliseconds; null while a field is empty. */
export function spanOf(form: Pick<MeetingForm, 'date' | 'start' | 'end' | 'zone'>): { start: number; end: number } | null {
  if (!form.date || !form.start || !form.end || !form.zone) return null;
  try {
    const start = startOf(momentAt(form.date, form.start, form.zone), form.zone);
    return { start, end: startOf(momentAt(endDate(form), form.end, form.zone), form.zone) };
  } catch {
    return null;
  }
}

/** The day the meeting ends on. */
export function endDate({ date, start, end }: Pick<MeetingForm, 'date' | 'start' | 'end'>): string {
  return end > start ? date : Temporal.PlainDate.from(date).add({ days: 1 }).toString();
}

/** The end that keeps a meeting's length when its start moves. */
export function movedEnd(before: MeetingForm, start: { date: string; time: string }): string {
  const length = minutesBetween(
    { date: before.date, time: before.start },
    { date: endDate(before), time: before.end },
    before.zone,
  );
  return fieldsAfter(start, length, before.zone).time;
}

export function emptyForm(start: number, end: number, zone: string): MeetingForm {
  const [from, to] = [fieldsOf(start, zone), fieldsOf(end, zone)];
  return {
    title: '',
    date: from.date,
    start: from.time,
    end: to.time,
    zone,
    guests: [],
    location: '',
    conference: '',
    description: '',
    visibility: 'private',
  };
}

/** The form of a meeting as it stands. An all-day one has no clock times: its time fields stay as they are made. */
export function formOf(meeting: Meeting): MeetingForm {
  const zone = isAllDay(meeting.start) ? 'UTC' : meeting.start.time_zone;
  return {
    ...emptyForm(startOf(meeting.start, zone), startOf(meeting.end, zone), zone),
    title: meeting.title,
    location: meeting.location ?? '',
    conference: meeting.conference_url ?? '',
    description: meeting.description ?? '',
    visibility: meeting.visibility,
  };
}

function timesOf(form: MeetingForm) {
  return { start: momentAt(form.date, form.start, form.zone), end: momentAt(endDate(form), form.end, form.zone) };
}

export function newMeetingOf(form: MeetingForm): NewMeeting {
  return {
    title: form.title,
    ...timesOf(form),
    description: form.description,
    location: form.location,
    conference_url: form.conference || null,
    visibility: form.visibility,
    guests: form.guests.map(invitationOf),
  };
}

/** Only the members that differ, so that somebody else's change of another one stands. */
export function changeBetween(before: MeetingForm, after: MeetingForm): MeetingChange {
  const change: MeetingChange = {};
  if (before.title !== after.title) change.title = after.title;
  if (before.location !== after.location) change.location = after.location;
  if (before.conference !== after.conference) change.conference_url = after.conference || null;
  if (before.description !== after.description) change.description = after.description;
  if (before.visibility !== after.visibility) change.visibility = after.visibility;
  const times = (form: MeetingForm) => JSON.stringify(timesOf(form));
  return times(before) === times(after) ? change : { ...change, ...timesOf(after) };
}
