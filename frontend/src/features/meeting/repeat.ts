import { instantOf, fieldsOf } from '@/lib/time/moment';

export const units = ['day', 'week', 'month', 'year'] as const;
export type Unit = (typeof units)[number];

/** Which day of a month: as the start has it by number or by weekday, or the last one. */
export type MonthlyOn = 'date' | 'nth' | 'lastWeekday' | 'lastDay';

/** How a meeting repeats, as the editor shows it. */
export interface Repeat {
  readonly every: number;
  readonly unit: Unit;
  /** For weeks: ISO weekdays, Monday is 1. */
  readonly weekdays: readonly number[];
  /** For months. */
  readonly on: MonthlyOn;
  readonly ends: 'never' | 'until' | 'count';
  /** The last day on which it may be, ISO. */
  readonly until: string;
  readonly count: number;
}

/** A rule the editor cannot show, kept as it is until another is chosen. */
export interface KeptRule {
  readonly lines: readonly string[];
}

export type Repeats = Repeat | KeptRule | null;

export const presets = ['never', 'daily', 'weekdays', 'weekly', 'monthly', 'yearly'] as const;
export type Preset = (typeof presets)[number];

const names = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
const workdays = [1, 2, 3, 4, 5];
const frequencies: Record<Unit, string> = { day: 'DAILY', week: 'WEEKLY', month: 'MONTHLY', year: 'YEARLY' };

export function isKept(repeats: Repeats): repeats is KeptRule {
  return repeats !== null && 'lines' in repeats;
}

/** Where the day stands among those of its weekday in its month: 1 to 5. */
export function nthOf(date: string): number {
  return Math.ceil(Temporal.PlainDate.from(date).day / 7);
}

export function weekdayOf(date: string): number {
  return Temporal.PlainDate.from(date).dayOfWeek;
}

export function repeatOf(preset: Preset, date: string): Repeat | null {
  const usual = { every: 1, weekdays: [weekdayOf(date)], on: 'date', ends: 'never', until: '', count: 10 } as const;
  switch (preset) {
    case 'never':
      return null;
    case 'daily':
      return { ...usual, unit: 'day' };
    case 'weekdays':
      return { ...usual, unit: 'week', weekdays: workdays };
    case 'weekly':
      return { ...usual, unit: 'week' };
    case 'monthly':
      return { ...usual, unit: 'month' };
    case 'yearly':
      return { ...usual, unit: 'year' };
  }
}

/** The simple choice that a rule is, whenever it ends; null for another. */
export function presetOf(repeats: Repeats, date: string): Preset | null {
  if (repeats === null) return 'never';
  if (isKept(repeats)) return null;
  return presets.find((preset) => {
    const simple = repeatOf(preset, date);
    return simple && ruleOf({ ...repeats, ends: 'never' }, date) === ruleOf(simple, date);
  }) ?? null;
}

/** Follows the start to another day: what was said by the start's day is said by the new one. */
export function movedWith(repeats: Repeats, before: string, after: string): Repeats {
  if (repeats === null || isKept(repeats) || repeats.unit !== 'week') return repeats;
  const was = weekdayOf(before);
  if (repeats.weekdays.length !== 1 || repeats.weekdays[0] !== was) return repeats;
  return { ...repeats, weekdays: [weekdayOf(after)] };
}

/** As the server takes it, RFC 5545 lines; null for what does not repeat. */
export function linesOf(repeats: Repeats, date: string): string[] | null {
  if (repeats === null) return null;
  return isKept(repeats) ? [...repeats.lines] : [`RRULE:${ruleOf(repeats, date)}`];
}

function ruleOf(repeat: Repeat, date: string): string {
  const parts = [`FREQ=${frequencies[repeat.unit]}`];
  if (repeat.every > 1) parts.push(`INTERVAL=${repeat.every}`);
  if (repeat.unit === 'week') {
    const days = repeat.weekdays.length > 0 ? [...new Set(repeat.weekdays)].sort((a, b) => a - b) : [weekdayOf(date)];
    parts.push(`BYDAY=${days.map((day) => names[day - 1]).join(',')}`);
  }
  if (repeat.unit === 'month') {
    const weekday = names[weekdayOf(date) - 1]!;
    if (repeat.on === 'nth') parts.push(`BYDAY=${nthOf(date)}${weekday}`);
    if (repeat.on === 'lastWeekday') parts.push(`BYDAY=-1${weekday}`);
    if (repeat.on === 'lastDay') parts.push('BYMONTHDAY=-1');
  }
  if (repeat.ends === 'until' && repeat.until) parts.push(`UNTIL=${repeat.until.replaceAll('-', '')}`);
  if (repeat.ends === 'count') parts.push(`COUNT=${repeat.count}`);
  return parts.join(';');
}

/** Lines of the server as the editor shows them. `date`: the day of the start; `zone`: in which an end is told. */
export function repeatsOf(lines: readonly string[] | null, date: string, zone: string): Repeats {
  if (lines === null || lines.length === 0) return null;
  const kept = { lines };
  const [line, ...others] = lines;
  if (others.length > 0 || !line?.startsWith('RRULE:')) return kept;
  const parts = new Map(line.slice('RRULE:'.length).split(';').map((part) => part.split('=', 2) as [string, string]));
  parts.delete('WKST');
  const unit = units.find((one) => frequencies[one] === parts.get('FREQ'));
  const on = dayOfMonth(unit, parts, date);
  if (!unit || !on) return kept;
  const known = new Set(['FREQ', 'INTERVAL', 'UNTIL', 'COUNT', 'BYDAY', 'BYMONTHDAY', 'BYMONTH']);
  if ([...parts.keys()].some((name) => !known.has(name))) return kept;
  const byDay = parts.get('BYDAY')?.split(',') ?? [];
  const weekdays = unit === 'week' ? byDay.map((name) => names.indexOf(name as never) + 1) : [];
  if (weekdays.includes(0)) return kept;
  const until = parts.get('UNTIL');
  return {
    every: Number(parts.get('INTERVAL') ?? 1),
    unit,
    weekdays: weekdays.length > 0 ? weekdays : [weekdayOf(date)],
    on,
    ends: until ? 'until' : parts.has('COUNT') ? 'count' : 'never',
    until: until ? lastDay(until, zone) : '',
    count: Number(parts.get('COUNT') ?? 10),
  };
}

/** Which day of the month a rule means; null for one that the editor has no choice for. */
function dayOfMonth(unit: Unit | undefined, parts: ReadonlyMap<string, string>, date: string): MonthlyOn | null {
  const [byDay, byMonthDay, byMonth] = [parts.get('BYDAY'), parts.get('BYMONTHDAY'), parts.get('BYMONTH')];
  const { day, month } = Temporal.PlainDate.from(date);
  if (unit === 'week') return byMonthDay || byMonth ? null : 'date';
  if (unit === 'day') return byDay || byMonthDay || byMonth ? null : 'date';
  const isUsual = !byDay && (!byMonthDay || byMonthDay === String(day));
  if (unit === 'year') return isUsual && (!byMonth || byMonth === String(month)) ? 'date' : null;
  if (byMonth) return null;
  const weekday = names[weekdayOf(date) - 1]!;
  if (isUsual) return 'date';
  if (!byDay && byMonthDay === '-1') return 'lastDay';
  if (byMonthDay) return null;
  if (byDay === `-1${weekday}`) return 'lastWeekday';
  return byDay === `${nthOf(date)}${weekday}` ? 'nth' : null;
}

/** The day of UNTIL, which is a day, or an instant: then the day it is in `zone`. */
function lastDay(until: string, zone: string): string {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z?)?$/.exec(until) ?? [];
  const date = `${year}-${month}-${day}`;
  return hour ? fieldsOf(instantOf(`${date}T${hour}:${minute}:${second}Z`), zone).date : date;
}
