import { end, rule, type Around, type Meaning, type Rule } from './tokens';
import { dash, monthPattern } from './words';

/** A clock reading as it was written: `half` is am or pm, `isBare` an hour and nothing more. */
interface Reading {
  readonly hour: number;
  readonly minute: number;
  readonly half: 'am' | 'pm' | null;
  readonly isBare: boolean;
}

/** Behind the second reading of two: "10:00 until 1 march" ends on a day, not at one. */
const endOfTwo = String.raw`${end}(?!\s+(?:${monthPattern})\b)`;
const time = String.raw`(noon|midnight|\d{1,2}(?:[:.]\d{2}|h\d{2}|h)?\s?(?:[ap]\.?m\.?)?)`;

function readingOf(text: string): Reading | null {
  const lower = text.toLowerCase();
  if (lower === 'noon') return { hour: 12, minute: 0, half: null, isBare: false };
  if (lower === 'midnight') return { hour: 0, minute: 0, half: null, isBare: false };
  const [, hourText, minuteText, half] = /^(\d{1,2})(?:[:.h](\d{2})|h)?\s?([ap])?\.?m?\.?$/.exec(lower) ?? [];
  if (hourText === undefined) return null;
  const [hour, minute] = [Number(hourText), Number(minuteText ?? 0)];
  if (minute > 59 || hour > 23 || (half && (hour < 1 || hour > 12))) return null;
  return { hour, minute, half: half ? (half === 'a' ? 'am' : 'pm') : null, isBare: !minuteText && !half && !lower.includes('h') };
}

/** Minutes after midnight. A bare hour from one to six is in the afternoon: nobody meets at four in the morning. */
function minutesOf({ hour, minute, half, isBare }: Reading): number {
  if (half === 'am') return (hour % 12) * 60 + minute;
  if (half === 'pm') return (hour % 12) * 60 + 720 + minute;
  const isAfternoon = isBare && hour >= 1 && hour <= 6;
  return hour * 60 + minute + (isAfternoon ? 720 : 0);
}

/** From one reading to another: "5-6pm" means both, and an end after a bare start comes after it. */
function stretch(startText: string, endText: string | undefined): Meaning | null {
  const first = readingOf(startText);
  if (!first) return null;
  if (endText === undefined) return { kind: 'time', start: minutesOf(first), end: null };
  const last = readingOf(endText);
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
function standsAlone(text: string): boolean {
  const reading = readingOf(text);
  if (!reading) return false;
  if (/^\d{1,2}h/i.test(text) && reading.hour <= 8) return false;
  if (/^\d{1,2}\.\d{2}$/.test(text)) return false;
  return !reading.isBare;
}

/** A bare hour directly behind its day: "thu 10", when nothing else can be meant. */
function isHourOfDay({ before, follows, text }: Around, match: RegExpExecArray): boolean {
  const last = before.at(-1)?.meaning.kind;
  const isBehindDay = follows && (last === 'weekday' || last === 'day' || last === 'repeat');
  const after = text.slice(match.index + match[0].length);
  return isBehindDay && /^\s*(?:$|for\s|with\s|until\s|till\s|at\s|in\s|[@#!]|\d{1,3}\s?(?:m|min|h)\b)/iu.test(after);
}

export const clockRules: readonly Rule[] = [
  rule(`(?:at|from)\\s+${time}\\s*${dash}\\s*${time}${endOfTwo}`, ([, from, to]) => stretch(from!, to)),
  rule(`@\\s?${time}\\s*${dash}\\s*${time}${endOfTwo}`, ([, from, to]) => stretch(from!, to)),
  rule(`${time}\\s*${dash}\\s*${time}${endOfTwo}`, ([, from, to], around) => {
    // "3-4" is a score or a number of things, unless it stands behind its day.
    const isClock = standsAlone(from!) || standsAlone(to!);
    const last = around.before.at(-1)?.meaning.kind;
    return isClock || (around.follows && (last === 'weekday' || last === 'day')) ? stretch(from!, to) : null;
  }),
  rule(`(?:at|from)\\s+${time}${end}`, ([, from]) => stretch(from!, undefined)),
  rule(`@\\s?${time}${end}`, ([, from]) => stretch(from!, undefined)),
  rule(`${time}${end}`, (match, around) =>
    standsAlone(match[1]!) || (readingOf(match[1]!)?.isBare && isHourOfDay(around, match)) ? stretch(match[1]!, undefined) : null,
  ),
  rule(`now${end}`, () => ({ kind: 'fromNow', minutes: 0 })),
  rule(String.raw`in\s+(\d{1,4})\s?(m|min|mins|minutes?|h|hours?)${end}`, ([, count, unit]) => ({
    kind: 'fromNow',
    minutes: Number(count) * (unit!.toLowerCase().startsWith('h') ? 60 : 1),
  })),
];

/** Longer than a week is no length of a meeting. */
const longest = 7 * 24 * 60;

export function lengthOf(minutes: number): Meaning | null {
  return minutes > 0 && minutes <= longest ? { kind: 'length', minutes } : null;
}

export const lengthRules: readonly Rule[] = [
  rule(String.raw`for\s+half\s+an\s+hour${end}`, () => lengthOf(30)),
  rule(String.raw`for\s+an\s+hour${end}`, () => lengthOf(60)),
  rule(String.raw`(?:for\s+)?(\d{1,2})\s?h\s?(\d{1,2})(?:\s?m(?:in)?)?${end}`, ([, hours, minutes]) =>
    Number(minutes) < 60 ? lengthOf(Number(hours) * 60 + Number(minutes)) : null,
  ),
  rule(String.raw`(?:for\s+)?(\d{1,2}(?:\.\d)?)\s?(?:h|hrs?|hours?)${end}`, ([, hours]) => lengthOf(Math.round(Number(hours) * 60))),
  rule(String.raw`(?:for\s+)?(\d{1,3})\s?(?:m|mins?|minutes?)${end}`, ([, minutes]) => lengthOf(Number(minutes))),
  rule(String.raw`for\s+(\d{1,2})\s+days?${end}`, ([, count]) => lengthOf(Number(count) * 24 * 60)),
];
