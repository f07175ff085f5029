import type { Invitee } from '@/features/people';
import type { Meeting } from '@/lib/api/types';
import { paths } from '@/lib/routes';
import { fieldsOf, instantOf, startOf } from '@/lib/time/moment';
import { emptyForm, spanOf, type MeetingForm, type RoomChoice } from './schema';

/** A time that was looked for elsewhere, with whom and where it suits. */
export interface FoundTime {
  readonly start: number;
  readonly end: number;
  /** Ids of people, and of those who need not come. */
  readonly who: readonly string[];
  readonly maybe: readonly string[];
  readonly room: string | null;
  /** By which the room is kept meanwhile. */
  readonly hold: string | null;
  /** Whether fields that were filled in before wait for it. */
  readonly forDraft: boolean;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What the link of a new meeting says was found; null where it says nothing of the kind. */
export function foundIn(query: { get(name: string): string | null; has(name: string): boolean }): FoundTime | null {
  const ids = (name: string) => (query.get(name) ?? '').split(',').filter((id) => uuid.test(id));
  const [start, end] = [instantIn(query.get('start')), instantIn(query.get('end'))];
  if (start === null || end === null || end <= start) return null;
  return { start, end, who: ids('who'), maybe: ids('maybe'), room: ids('room')[0] ?? null, hold: ids('hold')[0] ?? null, forDraft: query.has('draft') };
}

function instantIn(text: string | null): number | null {
  try {
    return text === null ? null : instantOf(text);
  } catch {
    return null;
  }
}

/** Fields at the time that was found, for those it was found for; whoever has no calendar here stays invited. */
export function atFound(form: MeetingForm, { start, end }: FoundTime, guests: readonly Invitee[], rooms: readonly RoomChoice[]): MeetingForm {
  const { date, start: from, end: to, lastDate } = emptyForm(start, end, form.zone);
  return {
    ...form,
    allDay: false,
    date,
    start: from,
    end: to,
    lastDate,
    guests: [...guests, ...form.guests.filter(({ personId }) => personId === null)],
    rooms: [...rooms],
    anyRoom: null,
  };
}

/** Where a time for these fields is looked for; they wait there. */
export function searchFor(form: MeetingForm, me: string, today: string): string {
  const span = spanOf(form);
  const guests = form.guests.flatMap(({ personId, optional }) => (personId ? [`${optional ? '~' : ''}${personId}`] : []));
  const said: Record<string, string> = {
    who: [me, ...guests].join(),
    rooms: form.rooms.map(({ id }) => id).join() || String(form.anyRoom ?? ''),
    len: span ? String(Math.round((span.end - span.start) / 60_000)) : '',
    ...daysAround(form.date, today),
    draft: '1',
  };
  return asked(said);
}

/** Where another time is looked for, for all who are invited and in its rooms. `meeting`: as it is on that date of a series. */
export function searchAnother(meeting: Meeting, date: string | null, zone: string, today: string): string {
  const [start, end] = [startOf(meeting.start, zone), startOf(meeting.end, zone)];
  const guests = meeting.guests.flatMap(({ person, role }) => (person && person.id !== meeting.host.id ? [`${role === 'optional' ? '~' : ''}${person.id}`] : []));
  return asked({
    who: [meeting.host.id, ...guests].join(),
    rooms: meeting.rooms.map(({ id }) => id).join(),
    len: String(Math.round((end - start) / 60_000)),
    ...daysAround(fieldsOf(start, zone).date, today),
    move: meeting.id,
    of: date ?? '',
  });
}

/** The week from that day on, unless it has begun. */
function daysAround(day: string, today: string): Record<string, string> {
  return day > today ? { from: day, to: Temporal.PlainDate.from(day).add({ days: 6 }).toString() } : {};
}

function asked(said: Readonly<Record<string, string>>): string {
  return paths.find(new URLSearchParams(Object.entries(said).filter(([, value]) => value !== '')).toString().replaceAll('%2C', ',').replaceAll('%7E', '~'));
}

/** Whether what is held is what the fields ask for, so that it can become the meeting. */
export function isHeldFor(form: MeetingForm, held: { start: number; end: number; room: string }): boolean {
  const span = spanOf(form);
  return span !== null && span.start >= held.start && span.end <= held.end && form.rooms.some(({ id }) => id === held.room);
}
