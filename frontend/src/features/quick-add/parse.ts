import { fieldsOf } from '@/lib/time/moment';
import { todayIn } from '@/lib/time/range';
import { clockRules, lengthRules } from './clock';
import { comingWeekday, dateRules, untilRules } from './dates';
import { flagRules, linkRules, peopleRules, placeRules, roomRules, zoneRules } from './others';
import { repeatRules } from './repeating';
import { french } from './french';
import { german } from './german';
import { claim, type Flag, type Meaning, type Rhythm, type Rule, type Somebody, type Token } from './tokens';
import { english, type Table } from './words';

export interface Context {
  /** Epoch milliseconds. */
  readonly now: number;
  /** In which times are meant where no other zone is named. */
  readonly zone: string;
  /** Whether the reader writes 12/5 for the fifth of December. */
  readonly monthFirst: boolean;
  /** How long a meeting takes where nobody says. */
  readonly minutes: number;
  /** In which words: "de"; English for those that have no table. */
  readonly language: string;
}

export interface When {
  readonly allDay: boolean;
  /** ISO. */
  readonly date: string;
  readonly lastDate: string;
  /** HH:MM on the clocks of the zone; of whole days they mean nothing. */
  readonly start: string;
  readonly end: string;
  /** The time is over for today, so it is tomorrow's. */
  readonly isTomorrow: boolean;
  /** It ends on the day after it starts. */
  readonly endsNextDay: boolean;
  /** Nobody said at what time. */
  readonly isGuessed: boolean;
}

/** What was written, as far as it was understood; the rest of the words is the title. */
export interface Entry {
  readonly title: string;
  readonly tokens: readonly Token[];
  readonly zone: string;
  /** Null where no word says when. */
  readonly when: When | null;
  readonly repeat: (Rhythm & { readonly until: string | null; readonly count: number | null }) | null;
  readonly people: readonly Somebody[];
  readonly place: string;
  readonly rooms: readonly { readonly name: string | null; readonly seats: number | null }[];
  readonly link: string;
  readonly flags: readonly Flag[];
  /** Minutes before the start. */
  readonly remind: number | null;
}

const tables: Readonly<Record<string, Table>> = { de: german, en: english, fr: french };
const known = new Map<Table, readonly Rule[]>();

function rulesOf(table: Table): readonly Rule[] {
  const rules = known.get(table) ?? [
    ...linkRules, ...flagRules, ...roomRules, ...untilRules(table), ...repeatRules(table), ...dateRules(table), ...clockRules(table),
    ...lengthRules(table), ...zoneRules, ...peopleRules(table), ...placeRules(table),
  ];
  known.set(table, rules);
  return rules;
}

/** Kinds of which one makes sense; a second one stays title. */
const groups: Partial<Record<Meaning['kind'], string>> = {
  day: 'date', days: 'date', weekday: 'date', evening: 'date', time: 'time', fromNow: 'time', length: 'length',
  repeat: 'repeat', until: 'ends', times: 'ends', place: 'place', zone: 'zone', remind: 'remind', link: 'link',
};

/** Understands what it can, conservatively, and never throws. `refused`: where tokens were turned back into words. */
export function parse(text: string, context: Context, refused: readonly number[] = []): Entry {
  const rules = rulesOf(tables[context.language] ?? english);
  const read = (zone: string) =>
    onlyOnce(claim(text, rules, { today: todayIn(zone, context.now), monthFirst: context.monthFirst })).filter(({ from }) => !refused.includes(from));
  const first = read(context.zone);
  const zone = one(first, 'zone')?.zone ?? context.zone;
  // It may be another day there.
  const tokens = zone === context.zone ? first : read(zone);
  const rhythm = one(tokens, 'repeat')?.rhythm;
  const until = one(tokens, 'until')?.date.toString() ?? null;
  return {
    title: titleOf(text, tokens),
    tokens,
    zone,
    when: whenOf(tokens, zone, context),
    repeat: rhythm ? { ...rhythm, until, count: one(tokens, 'times')?.count ?? null } : null,
    people: all(tokens, 'people').flatMap(({ people }) => people),
    place: one(tokens, 'place')?.place ?? '',
    rooms: all(tokens, 'room').map(({ name, seats }) => ({ name, seats })),
    link: one(tokens, 'link')?.url ?? '',
    flags: all(tokens, 'flag').map(({ flag }) => flag),
    remind: one(tokens, 'remind')?.minutes ?? null,
  };
}

function onlyOnce(tokens: readonly Token[]): Token[] {
  const seen = new Set<string>();
  return tokens.filter(({ meaning }) => {
    const group = groups[meaning.kind];
    if (group === undefined) return true;
    const isFirst = !seen.has(group);
    seen.add(group);
    return isFirst;
  });
}

type Of<Kind extends Meaning['kind']> = Extract<Meaning, { kind: Kind }>;

function all<Kind extends Meaning['kind']>(tokens: readonly Token[], kind: Kind): Of<Kind>[] {
  return tokens.flatMap(({ meaning }) => (meaning.kind === kind ? [meaning as Of<Kind>] : []));
}

function one<Kind extends Meaning['kind']>(tokens: readonly Token[], kind: Kind): Of<Kind> | undefined {
  return all(tokens, kind)[0];
}

/** What nobody claimed, without the gaps and the commas that are left where something was. */
function titleOf(text: string, tokens: readonly Token[]): string {
  let at = 0;
  const parts: string[] = [];
  for (const { from, to } of tokens) {
    parts.push(text.slice(at, from));
    at = to;
  }
  parts.push(text.slice(at));
  const words = parts.map((part) => part.trim()).filter((part) => part !== '' && !/^[,;.–-]+$/u.test(part));
  return words.join(' ').replace(/\s+/gu, ' ').replace(/\s+([,;.])/gu, '$1').replace(/^[\s,;]+|[\s,;]+$/gu, '');
}

const dayMinutes = 1440;
const evening = 19 * 60;
const morning = 9 * 60;

function whenOf(tokens: readonly Token[], zone: string, context: Context): When | null {
  const now = fieldsOf(context.now, zone);
  const today = Temporal.PlainDate.from(now.date);
  const fromNow = one(tokens, 'fromNow');
  const length = one(tokens, 'length')?.minutes;
  if (fromNow) {
    const start = fieldsOf(Math.ceil(context.now / 60_000) * 60_000 + fromNow.minutes * 60_000, zone);
    return timed(Temporal.PlainDate.from(start.date), minutesOf(start.time), null, length ?? context.minutes);
  }
  const time = one(tokens, 'time');
  const start = time?.start ?? (one(tokens, 'evening') ? evening : undefined);
  const isOver = start !== undefined && start <= minutesOf(now.time);
  const range = one(tokens, 'days');
  const named = range?.first ?? dateOf(tokens, today, isOver);
  const date = named ?? (start === undefined ? null : today.add({ days: isOver ? 1 : 0 }));
  if (!date) return null;
  const isTomorrow = !named && isOver;

  const isWhole = length !== undefined && length % dayMinutes === 0;
  if (start === undefined && (length === undefined || isWhole)) {
    const last = range?.last ?? date.add({ days: (length ?? dayMinutes) / dayMinutes - 1 });
    return { ...timed(date, morning, null, 60), allDay: true, lastDate: last.toString(), endsNextDay: false };
  }
  const at = timed(date, start ?? morning, time?.end ?? null, length ?? context.minutes);
  return { ...at, ...(range ? { lastDate: range.last.toString() } : {}), isTomorrow, isGuessed: start === undefined };
}

function timed(date: Temporal.PlainDate, start: number, end: number | null, length: number): When {
  const finish = end === null ? start + length : end > start ? end : end + dayMinutes;
  const days = Math.floor(finish / dayMinutes);
  return {
    allDay: false,
    date: date.toString(),
    lastDate: date.add({ days }).toString(),
    start: clock(start),
    end: clock(finish),
    isTomorrow: false,
    endsNextDay: days > 0,
    isGuessed: false,
  };
}

/** The day that is named, or the first one on which it repeats; null where neither is said. */
function dateOf(tokens: readonly Token[], today: Temporal.PlainDate, isOver: boolean): Temporal.PlainDate | null {
  const day = one(tokens, 'day');
  if (day) return day.date;
  const weekday = one(tokens, 'weekday');
  if (weekday) return dayOfWeek(weekday, today, isOver);
  const repeat = one(tokens, 'repeat');
  return repeat ? firstOf(repeat.rhythm, isOver ? today.add({ days: 1 }) : today) : null;
}

function dayOfWeek({ weekday, which }: Of<'weekday'>, today: Temporal.PlainDate, isOver: boolean): Temporal.PlainDate {
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  if (which === 'next') return monday.add({ days: 6 + weekday });
  const coming = comingWeekday(today, weekday);
  return coming.equals(today) && isOver ? coming.add({ days: 7 }) : coming;
}

/** The first day from `from` on that a rhythm has. */
function firstOf({ unit, weekdays, on, nth }: Rhythm, from: Temporal.PlainDate): Temporal.PlainDate {
  if (weekdays.length === 0) return from;
  const fits = (date: Temporal.PlainDate) =>
    weekdays.includes(date.dayOfWeek) &&
    (unit !== 'month' || (on === 'nth' ? Math.ceil(date.day / 7) === nth : date.day > date.daysInMonth - 7));
  let date = from;
  // A fifth Sunday may be months away, and never more than half a year.
  for (let day = 0; day < 190 && !fits(date); day += 1) date = date.add({ days: 1 });
  return date;
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

function clock(minutes: number): string {
  const inDay = minutes % dayMinutes;
  return `${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`;
}
