import { parseDate } from '@/lib/time/range';

/** What one can type: names of weekdays and months in the language of the reader, in any case. */
export interface Calendar {
  readonly weekdays: readonly string[];
  readonly months: readonly string[];
  readonly today: string;
  readonly tomorrow: string;
  readonly yesterday: string;
}

const units = { d: 'days', w: 'weeks', m: 'months', y: 'years' } as const;

/**
 * The date that a text means, or null: `2026-12-24`, `24 dec`, `dec 24 2027`, `24`, `friday`, `tomorrow`, `+3w`.
 * A day without a year is the next one to come, today included; a weekday is the next of its name, or that of the date
 * behind it, as in `thursday 24 december`.
 */
export function dateIn(text: string, today: Temporal.PlainDate, names: Calendar): Temporal.PlainDate | null {
  const words = text.trim().toLowerCase().replaceAll(',', ' ').replace(/(\d)\.(?=\s|$)/g, '$1');
  if (!words) return null;
  const whole = parseDate(words);
  if (whole) return whole;
  if (words === names.today) return today;
  if (words === names.tomorrow) return today.add({ days: 1 });
  if (words === names.yesterday) return today.subtract({ days: 1 });
  const away = /^([+-])\s*(\d{1,4})\s*([dwmy])?/.exec(words);
  if (away) return today.add({ [units[(away[3] ?? 'd') as keyof typeof units]]: Number(`${away[1]}${away[2]}`) });
  const weekday = indexOf(words, names.weekdays);
  if (weekday >= 0) return today.add({ days: (weekday + 1 - today.dayOfWeek + 7) % 7 });
  const [first, ...rest] = words.split(/\s+/);
  const date = dayOfMonth([first!, ...rest], today, names);
  if (date) return date;
  const behind = dayOfMonth(rest, today, names);
  return behind && behind.dayOfWeek === indexOf(first!, names.weekdays) + 1 ? behind : null;
}

function dayOfMonth(words: readonly string[], today: Temporal.PlainDate, names: Calendar): Temporal.PlainDate | null {
  let [day, month, year] = [0, 0, 0];
  for (const word of words) {
    const number = /^\d{1,4}$/.test(word) ? Number(word) : 0;
    const named = number ? -1 : indexOf(word, names.months);
    if (number > 31) year = number;
    else if (number) day = number;
    else if (named >= 0) month = named + 1;
    else return null;
  }
  if (!day && !month) return null;
  try {
    const fields = { year: year || today.year, month: month || today.month, day: day || 1 };
    const date = Temporal.PlainDate.from(fields, { overflow: 'reject' });
    if (year || Temporal.PlainDate.compare(date, today) >= 0) return parseDate(date.toString());
    return date.add(month ? { years: 1 } : { months: 1 });
  } catch {
    return null;
  }
}

/** Which of the names begins with the word; three letters at least, so that nothing is guessed. */
function indexOf(word: string, names: readonly string[]): number {
  return word.length < 3 ? -1 : names.findIndex((name) => name.toLowerCase().startsWith(word));
}
