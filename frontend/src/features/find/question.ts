import { minutesInDay } from '@/lib/time/day';
import { parseDate, startOfWeek } from '@/lib/time/range';

/** Somebody whose time is asked about: a person, or a team as one. */
export interface Somebody {
  readonly kind: 'person' | 'team';
  readonly id: string;
  /** Whether it can take place without them. */
  readonly optional: boolean;
}

/** What is looked for. Dates are days of the reader's calendar, both of them included; the rest is in minutes. */
export interface Question {
  readonly people: readonly Somebody[];
  /** Of those that are optional, how many have to come at the least; null: nobody has to. */
  readonly enough: number | null;
  /** One of these rooms, or else any with so many seats; neither: no room. */
  readonly rooms: readonly string[];
  readonly seats: number | null;
  readonly equipment: readonly string[];
  readonly minutes: number;
  readonly first: string;
  readonly last: string;
  /** Only when everybody who comes is at work. */
  readonly inHours: boolean;
  readonly before: number;
  readonly after: number;
}

export const lengths = [15, 25, 30, 45, 50, 60] as const;
export const buffers = [0, 5, 10, 15, 30] as const;
/** The server's limits. */
export const most = { minutes: minutesInDay, seats: 10_000, people: 100, rooms: 64, days: 60, buffer: 480 } as const;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const usualLength = 30;

type Query = { get(name: string): string | null };

export interface Reader {
  readonly me: string;
  readonly today: Temporal.PlainDate;
  readonly firstWeekday: number;
}

/** What a link asks for; what it cannot ask for is passed over. Without anybody it is about the reader. */
export function questionOf(query: Query, reader: Reader): Question {
  const rooms = /^\d+$/.test(query.get('rooms') ?? '') ? [] : idsIn(query.get('rooms')).slice(0, most.rooms);
  const people = peopleIn(query.get('who'));
  const window = windowOf(parseDate(query.get('from')), parseDate(query.get('to')), reader);
  return {
    people: people.length > 0 ? people : [{ kind: 'person', id: reader.me, optional: false }],
    enough: numberIn(query.get('enough'), 1, most.people),
    rooms,
    seats: rooms.length > 0 ? null : numberIn(query.get('rooms'), 1, most.seats),
    equipment: (query.get('with') ?? '').split(',').filter(Boolean).slice(0, 20),
    minutes: numberIn(query.get('len'), 1, most.minutes) ?? usualLength,
    ...window,
    inHours: query.get('hours') !== 'any',
    before: numberIn(query.get('before'), 0, most.buffer) ?? 0,
    after: numberIn(query.get('after'), 0, most.buffer) ?? 0,
  };
}

/** The link's part that asks for it; the usual is left out. */
export function textOf(question: Question): string {
  const { people, enough, rooms, seats, equipment, minutes, first, last, inHours, before, after } = question;
  const said: Record<string, string | number | null> = {
    who: people.map(({ kind, id, optional }) => `${optional ? '~' : ''}${kind === 'team' ? 'team:' : ''}${id}`).join(),
    enough,
    rooms: rooms.join() || seats,
    with: equipment.join(),
    len: minutes === usualLength ? null : minutes,
    from: first,
    to: last,
    hours: inHours ? null : 'any',
    before: before || null,
    after: after || null,
  };
  const query = new URLSearchParams(Object.entries(said).flatMap(([name, value]) => (value === null || value === '' ? [] : [[name, String(value)]])));
  // As people would write them.
  return query.toString().replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%7E', '~');
}

function peopleIn(text: string | null): Somebody[] {
  const found = new Map<string, Somebody>();
  for (const part of (text ?? '').toLowerCase().split(',')) {
    const [, tilde, team, id] = /^(~?)(team:)?(.*)$/.exec(part) as unknown as [string, string, string | undefined, string];
    if (uuid.test(id)) found.set(id, { kind: team ? 'team' : 'person', id, optional: tilde !== '' });
  }
  return [...found.values()].slice(0, most.people);
}

function idsIn(text: string | null): string[] {
  return [...new Set((text ?? '').toLowerCase().split(',').filter((id) => uuid.test(id)))];
}

function numberIn(text: string | null, least: number, top: number): number | null {
  const number = text !== null && /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  return number >= least && number <= top ? number : null;
}

export interface Window {
  readonly first: string;
  readonly last: string;
}

function windowOf(from: Temporal.PlainDate | null, to: Temporal.PlainDate | null, reader: Reader): Window {
  if (!from) return usualWindow(reader);
  const first = Temporal.PlainDate.compare(from, reader.today) < 0 ? reader.today : from;
  const end = to && Temporal.PlainDate.compare(to, first) >= 0 ? to : first;
  const latest = first.add({ days: most.days - 1 });
  return { first: first.toString(), last: (Temporal.PlainDate.compare(end, latest) > 0 ? latest : end).toString() };
}

/** What is left of this week, and the one that follows. */
export function weeks({ today, firstWeekday }: Reader): { readonly this: Window; readonly next: Window } {
  const start = startOfWeek(today, firstWeekday);
  const day = (days: number) => start.add({ days }).toString();
  return { this: { first: today.toString(), last: day(6) }, next: { first: day(7), last: day(13) } };
}

/** This week as long as two days of work are left of it. */
function usualWindow(reader: Reader): Window {
  const { this: current, next } = weeks(reader);
  const days = reader.today.until(current.last).days + 1;
  const work = Array.from({ length: days }, (_, index) => reader.today.add({ days: index })).filter(({ dayOfWeek }) => dayOfWeek < 6);
  return work.length >= 2 ? current : next;
}

/** Everybody once, as members of teams or by themselves; what is said of a person counts more than of a team. */
export interface Asked {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

export function askedOf(people: readonly Somebody[], members: ReadonlyMap<string, readonly string[]>): Asked {
  const roles = new Map<string, boolean>();
  for (const { kind, id, optional } of people) {
    if (kind === 'team') for (const member of members.get(id) ?? []) roles.set(member, optional && (roles.get(member) ?? true));
  }
  for (const { kind, id, optional } of people) if (kind === 'person') roles.set(id, optional);
  const having = (optional: boolean) => [...roles].flatMap(([id, role]) => (role === optional ? [id] : []));
  return { required: having(false), optional: having(true) };
}

/** The other role; whoever is not in the question yet joins it. */
export function withRole(people: readonly Somebody[], id: string, optional: boolean): Somebody[] {
  const known = people.some((one) => one.id === id);
  return known ? people.map((one) => (one.id === id ? { ...one, optional } : one)) : [...people, { kind: 'person', id, optional }];
}
