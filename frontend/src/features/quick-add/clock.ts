import { end, rule, type Around, type Meaning, type Rule } from './tokens';
import type { Table } from './words';

/** A clock reading as it was written: `half` is am or pm, `isBare` an hour and nothing more. */
interface Reading {
  readonly hour: number;
  readonly minute: number;
  readonly half: 'am' | 'pm' | null;
  readonly isBare: boolean;
  /** "3 Uhr": more than bare, and said as one says it in the afternoon. */
  readonly isSpoken: boolean;
}

function readingOf(text: string, { noon, midnight }: Table): Reading | null {
  const lower = text.toLowerCase();
  const named = (hour: number) => ({ hour, minute: 0, half: null, isBare: false, isSpoken: false });
  if (new RegExp(`^(?:${noon})$`, 'u').test(lower)) return named(12);
  if (new RegExp(`^(?:${midnight})$`, 'u').test(lower)) return named(0);
  const short = lower.replace(/\s+/g, '').replace(/uhr|heures?/, 'h').replace(/([:.]\d{2})h$/, '$1');
  const [, hourText, minuteText, half] = /^(\d{1,2})(?:[:.h](\d{2})|h)?([ap])?\.?m?\.?$/.exec(short) ?? [];
  if (hourText === undefined) return null;
  const [hour, minute] = [Number(hourText), Number(minuteText ?? 0)];
  if (minute > 59 || hour > 23 || (half && (hour < 1 || hour > 12))) return null;
  const isBare = !minuteText && !half && !short.includes('h');
  return { hour, minute, half: half ? (half === 'a' ? 'am' : 'pm') : null, isBare, isSpoken: !minuteText && lower.includes('uhr') };
}

/** Minutes after midnight. A bare hour from one to six is in the afternoon: nobody meets at four in the morning. */
function minutesOf({ hour, minute, half, isBare, isSpoken }: Reading): number {
  if (half === 'am') return (hour % 12) * 60 + minute;
  if (half === 'pm') return (hour % 12) * 60 + 720 + minute;
  const isAfternoon = (isBare || isSpoken) && hour >= 1 && hour <= 6;
  return hour * 60 + minute + (isAfternoon ? 720 : 0);
}

/** From one reading to another: "5-6pm" means both, and an end after a bare start comes after it. */
function stretch(table: Table, startText: string, endText: string | undefined): Meaning | null {
  const first = readingOf(startText, table);
  if (!first) return null;
  if (endText === undefined) return { kind: 'time', start: minutesOf(first), end: null };
  const last = readingOf(endText, table);
  if (!last) return null;
  const finish = minutesOf(last);
  if (!first.half && last.half && first.hour >= 1 && first.hour <= 12) {
    const same = minutesOf({ ...first, half: last.half, isBare: false });
    // "11-1pm" begins before noon.
    const start = same < finish ? same : minutesOf({ ...first, half: 'am', isBare: false });
    return { kind: 'time', start, end: finish };
  }
  const start = minutesOf(first);
  if (first.half && !last.half && last.isBare && last.hour <= 12) {
    const evening = minutesOf({ ...last, half: first.half });
    return { kind: 'time', start, end: evening > start ? evening : minutesOf({ ...last, half: 'pm' }) };
  }
  return { kind: 'time', start, end: last.isBare && finish <= start && finish + 720 > start && last.hour < 12 ? finish + 720 : finish };
}

/** Whether a text alone is a time: not a bare hour, and no length such as "2h" or "1h30". */
function standsAlone(text: string, table: Table): boolean {
  const reading = readingOf(text, table);
  if (!reading) return false;
  if (/^\d{1,2}\s?h/i.test(text) && reading.hour <= table.lengthHours) return false;
  if (/^\d{1,2}\.\d{2}$/.test(text)) return false;
  return !reading.isBare;
}

/** A bare hour directly behind its day: "thu 10", when nothing else can be meant. */
function isHourOfDay({ before, follows, text }: Around, match: RegExpExecArray, table: Table): boolean {
  const last = before.at(-1)?.meaning.kind;
  const isBehindDay = follows && (last === 'weekday' || last === 'day' || last === 'repeat');
  const after = text.slice(match.index + match[0].length);
  const onward = `${table.for}|${table.with}|${table.until}|${table.at}|${table.place}|${table.placeKept}`;
  const goesOn = new RegExp(String.raw`^\s*(?:$|(?:${onward})\s|[@#!]|\d{1,3}\s?(?:${table.minutes}|${table.hours})(?=$|[\s,;.!?)]))`, 'iu');
  return isBehindDay && goesOn.test(after);
}

export function clockRules(table: Table): readonly Rule[] {
  const { at, dash, monthPattern } = table;
  // Behind the second reading of two: "10:00 until 1 march" ends on a day, not at one.
  const endOfTwo = String.raw`${end}(?!${table.ordinalMark}\s+(?:${monthPattern})(?=$|[\s,;.!?)]))`;
  const time = `(${table.noon}|${table.midnight}|${table.clock})`;
  return [
    rule(`(?:${at})\\s+${time}\\s*${dash}\\s*${time}${endOfTwo}`, ([, from, to]) => stretch(table, from!, to)),
    rule(`@\\s?${time}\\s*${dash}\\s*${time}${endOfTwo}`, ([, from, to]) => stretch(table, from!, to)),
    rule(`${time}\\s*${dash}\\s*${time}${endOfTwo}`, ([, from, to], around) => {
      // "3-4" is a score or a number of things, unless it stands behind its day.
      const isClock = standsAlone(from!, table) || standsAlone(to!, table);
      const last = around.before.at(-1)?.meaning.kind;
      return isClock || (around.follows && (last === 'weekday' || last === 'day')) ? stretch(table, from!, to) : null;
    }),
    rule(`(?:${at})\\s+${time}${end}`, ([, from]) => stretch(table, from!, undefined)),
    rule(`@\\s?${time}${end}`, ([, from]) => stretch(table, from!, undefined)),
    rule(`${time}${end}`, (match, around) =>
      standsAlone(match[1]!, table) || (readingOf(match[1]!, table)?.isBare && isHourOfDay(around, match, table)) ? stretch(table, match[1]!, undefined) : null,
    ),
    rule(`(?:${table.now})${end}`, () => ({ kind: 'fromNow', minutes: 0 })),
    rule(String.raw`(?:${table.in})\s+(\d{1,4})\s?(?:${table.minutes})${end}`, ([, count]) => ({ kind: 'fromNow', minutes: Number(count) })),
    rule(String.raw`(?:${table.in})\s+(\d{1,4})\s?(?:${table.hours})${end}`, ([, count]) => ({ kind: 'fromNow', minutes: Number(count) * 60 })),
  ];
}

/** Longer than a week is no length of a meeting. */
const longest = 7 * 24 * 60;

export function lengthOf(minutes: number): Meaning | null {
  return minutes > 0 && minutes <= longest ? { kind: 'length', minutes } : null;
}

export function lengthRules(table: Table): readonly Rule[] {
  const maybeFor = String.raw`(?:(?:${table.for})\s+)?`;
  return [
    rule(`(?:${table.halfAnHour})${end}`, () => lengthOf(30)),
    rule(`(?:${table.anHour})${end}`, () => lengthOf(60)),
    rule(String.raw`${maybeFor}(\d{1,2})\s?h\s?(\d{1,2})(?:\s?m(?:in)?)?${end}`, ([, hours, minutes]) =>
      Number(minutes) < 60 ? lengthOf(Number(hours) * 60 + Number(minutes)) : null,
    ),
    rule(String.raw`${maybeFor}(\d{1,2}(?:[.,]\d)?)\s?(?:${table.hours})${end}`, ([, hours]) => lengthOf(Math.round(Number(hours!.replace(',', '.')) * 60))),
    rule(String.raw`${maybeFor}(\d{1,3})\s?(?:${table.minutes})${end}`, ([, minutes]) => lengthOf(Number(minutes))),
    rule(String.raw`(?:${table.for})\s+(\d{1,2})\s+(?:${table.units.day})${end}`, ([, count]) => lengthOf(Number(count) * 24 * 60)),
  ];
}
