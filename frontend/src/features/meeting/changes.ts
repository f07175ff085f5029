import type { AnswerStatus, Guest, Meeting, MeetingChange, Moment } from '@/lib/api/types';
import type { Invitee } from '@/features/people';
import { isAllDay, rfc3339, startOf } from '@/lib/time/moment';
import { guestOf } from './guests';

/** The guests as one would invite them anew, without oneself. */
export function inviteesOf({ guests }: Meeting, me: string): Invitee[] {
  return guests
    .filter(({ person }) => person?.id !== me)
    .map(({ person, email, name, role }) => ({
      key: person?.id ?? email,
      name: name || email,
      email,
      personId: person?.id ?? null,
      zone: person?.time_zone ?? null,
      optional: role === 'optional',
    }));
}

/** What somebody answered; of a series for one date, where that was answered apart. */
export function answerOf(meeting: Meeting, personId: string, date: string | null = null): AnswerStatus | undefined {
  const guest = guestOf(meeting, personId);
  return (date === null ? undefined : guest?.responses[date]?.status) ?? guest?.response.status;
}

/** The meeting as it looks once the person's answer is in: to all of it, or to one date. */
export function withAnswer(meeting: Meeting, personId: string, status: AnswerStatus, date: string | null = null): Meeting {
  const answered = (guest: Guest): Guest =>
    date === null
      ? { ...guest, response: { ...guest.response, status } }
      : { ...guest, responses: { ...guest.responses, [date]: { ...(guest.responses[date] ?? guest.response), status } } };
  return { ...meeting, guests: meeting.guests.map((guest) => (guest.person?.id === personId ? answered(guest) : guest)) };
}

/** What a guest answered to one date: for it alone, or else to all. */
export function answerOn(guest: Guest, date: string | null): Guest['response'] {
  return (date !== null && guest.responses[date]) || guest.response;
}

/** The meeting as it looks once the change is saved. */
export function withChange(meeting: Meeting, change: MeetingChange): Meeting {
  // Rooms have names that the change does not know, and dates are the server's: those show once they are saved.
  const { start, end, rooms, time_zone, guests_can, ...rest } = change;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return {
    ...meeting,
    ...given,
    guests_can: { ...meeting.guests_can, ...guests_can },
    start: shown(start) ?? meeting.start,
    end: shown(end) ?? meeting.end,
  };
}

function shown(moment: MeetingChange['start']): Moment | null {
  if (!moment) return null;
  if ('date' in moment) return moment;
  return { ...moment, utc: rfc3339(startOf(moment as Moment, moment.time_zone)) };
}

/** Whether two versions of a meeting say the same about a member that can be changed. */
export function sameMember(a: Meeting, b: Meeting, member: keyof MeetingChange): boolean {
  if (member === 'start' || member === 'end') return moment(a[member]) === moment(b[member]);
  if (member === 'time_zone') return moment(a.start) === moment(b.start);
  if (member === 'rooms') return ids(a) === ids(b);
  return JSON.stringify(a[member] ?? '') === JSON.stringify(b[member] ?? '');
}

function ids({ rooms }: Meeting): string {
  return rooms.map(({ id }) => id).sort().join();
}

function moment(value: Moment): string {
  return isAllDay(value) ? value.date : `${startOf(value, value.time_zone)} ${value.time_zone}`;
}
