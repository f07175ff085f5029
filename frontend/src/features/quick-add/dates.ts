import { end, rule, type Around, type Meaning, type Rule } from './tokens';
import type { Table } from './words';

const year = String.raw`(?:,?\s+(\d{4}))?`;

/** A date of the calendar, or null; without a year the next one that is not over. */
function dateOf(day: string, month: number, yearText: string | undefined, { today }: Around): Temporal.PlainDate | null {
  try {
    const parts = { year: yearText ? Number(yearText) : today.year, month, day: Number(day) };
    const date = Temporal.PlainDate.from(parts, { overflow: 'reject' });
    if (date.year < 1970 || date.year > 2199) return null;
    return !yearText && Temporal.PlainDate.compare(date, today) < 0 ? date.add({ years: 1 }) : date;
  } catch {
    return null;
  }
}

function day(date: Temporal.PlainDate | null, other?: Temporal.PlainDate | null): Meaning | null {
  return date && { kind: 'day', date, ...(other && !other.equals(date) ? { other } : {}) };
}

/** Days in a row; null where the last comes before the first. */
function days(first: Temporal.PlainDate | null, last: Temporal.PlainDate | null): Meaning | null {
  return first && last && Temporal.PlainDate.compare(first, last) <= 0 ? { kind: 'days', first, last } : null;
}

/** From one day to another. A year behind the second is the first's too, or the first is at the end of the one before. */
function stretch(first: (year: string | undefined) => Temporal.PlainDate | null, last: Temporal.PlainDate | null, year: string | undefined) {
  return days(first(year), last) ?? (year ? days(first(String(Number(year) - 1)), last) : null);
}

/** "5/12/2026" and "05/12" in the reader's order; both orders where both are days. */
function numeric(first: string, second: string, yearText: string | undefined, around: Around): Meaning | null {
  const inOrder = (dayText: string, monthText: string) =>
    Number(monthText) >= 1 && Number(monthText) <= 12 ? dateOf(dayText, Number(monthText), yearText, around) : null;
  const [dayFirst, monthFirst] = [inOrder(first, second), inOrder(second, first)];
  const [wished, other] = around.monthFirst ? [monthFirst, dayFirst] : [dayFirst, monthFirst];
  return day(wished ?? other, wished ? other : null);
}

export function dateRules(table: Table): readonly Rule[] {
  const { on, dash, monthPattern, monthNamed } = table;
  const dayNumber = String.raw`(\d{1,2})${table.ordinalMark}`;
  const dayMonth = String.raw`${dayNumber}\s+(${monthPattern})\.?${year}`;
  const monthDay = String.raw`(${monthPattern})\.?\s+${dayNumber}${year}`;
  return [
    rule(`${on}${dayMonth}\\s*${dash}\\s*${dayMonth}${end}`, ([, d1, m1, y1, d2, m2, y2], around) =>
      stretch((y) => dateOf(d1!, monthNamed(m1!), y1 ?? y, around), dateOf(d2!, monthNamed(m2!), y2, around), y2),
    ),
    rule(`${on}${monthDay}\\s*${dash}\\s*${monthDay}${end}`, ([, m1, d1, y1, m2, d2, y2], around) =>
      stretch((y) => dateOf(d1!, monthNamed(m1!), y1 ?? y, around), dateOf(d2!, monthNamed(m2!), y2, around), y2),
    ),
    rule(`${on}${dayNumber}\\s*(?:[-–]|${table.to})\\s*${dayNumber}\\s+(${monthPattern})\\.?${year}${end}`, ([, d1, d2, month, y], around) =>
      days(dateOf(d1!, monthNamed(month!), y, around), dateOf(d2!, monthNamed(month!), y, around)),
    ),
    rule(`${on}(${monthPattern})\\.?\\s+${dayNumber}\\s*[-–]\\s*${dayNumber}${year}${end}`, ([, month, d1, d2, y], around) =>
      days(dateOf(d1!, monthNamed(month!), y, around), dateOf(d2!, monthNamed(month!), y, around)),
    ),
    rule(String.raw`${on}(\d{4})-(\d{2})-(\d{2})\s*${dash}\s*(\d{4})-(\d{2})-(\d{2})${end}`, ([, y1, m1, d1, y2, m2, d2], around) =>
      days(dateOf(d1!, Number(m1), y1, around), dateOf(d2!, Number(m2), y2, around)),
    ),
    rule(String.raw`${on}(\d{4})-(\d{2})-(\d{2})${end}`, ([, y, m, d], around) => day(dateOf(d!, Number(m), y, around))),
    rule(`${on}${dayMonth}${end}`, ([, d, month, y], around) => day(dateOf(d!, monthNamed(month!), y, around))),
    rule(`${on}${monthDay}${end}`, ([, month, d, y], around) => day(dateOf(d!, monthNamed(month!), y, around))),
    rule(String.raw`${on}(\d{1,2})[/.](\d{1,2})[/.](\d{4})${end}`, ([, a, b, y], around) => numeric(a!, b!, y, around)),
    rule(String.raw`(?:(?!\d)${on}(\d{1,2})/(\d{1,2})|(\d{2})/(\d{2}))${end}`, ([, a, b, c, d], around) => numeric((a ?? c)!, (b ?? d)!, undefined, around)),
    // "5.12.", as German has it.
    rule(String.raw`${on}(\d{1,2})\.\s?(\d{1,2})\.${end}`, ([, a, b], around) => numeric(a!, b!, undefined, around)),
    rule(`(?:${table.tonight})${end}`, () => ({ kind: 'evening' })),
    rule(`(?:${table.today})${end}`, (_, { today }) => day(today)),
    rule(`(?:${table.tomorrow})${end}`, (_, { today }) => day(today.add({ days: 1 }))),
    rule(`(?:${table.afterTomorrow})${end}`, (_, { today }) => day(today.add({ days: 2 }))),
    rule(`(?:${table.nextWeek})${end}`, (_, { today }) => day(today.add({ days: 8 - today.dayOfWeek }))),
    rule(`(?:${table.nextMonth})${end}`, (_, { today }) => day(today.with({ day: 1 }).add({ months: 1 }))),
    rule(`${table.weekday(table.weekdayPattern)}\\.?${end}`, ({ groups }) => ({
      kind: 'weekday',
      weekday: table.weekdayNamed(groups!['name']!),
      which: groups!['next'] ? 'next' : groups!['this'] ? 'this' : 'coming',
    })),
    rule(String.raw`(?:${table.in})\s+(\d{1,3})\s+(${table.unitPattern})${end}`, ([, count, unit], { today }) =>
      day(today.add({ [`${table.unitNamed(unit!)}s`]: Number(count) })),
    ),
  ];
}

/** The end of a repetition: only where there is one. */
export function untilRules(table: Table): readonly Rule[] {
  const single = dateRules(table).filter(({ pattern }) => !pattern.source.includes(table.dash));
  return single.map(({ pattern, read }) => ({
    pattern: new RegExp(`(?:${table.until})\\s+(?:${pattern.source})`, 'iuy'),
    read(match, around) {
      if (!around.before.some(({ meaning }) => meaning.kind === 'repeat')) return null;
      const meaning = read(match, around);
      if (meaning?.kind === 'day') return { kind: 'until', date: meaning.date };
      return meaning?.kind === 'weekday' ? { kind: 'until', date: comingWeekday(around.today, meaning.weekday) } : null;
    },
  }));
}

/** The next day of that weekday, today included. */
export function comingWeekday(from: Temporal.PlainDate, weekday: number): Temporal.PlainDate {
  return from.add({ days: (weekday - from.dayOfWeek + 7) % 7 });
}
