/**
 * What one language has to say so that quick add understands it. All of them are patterns, case aside; `<name>` and
 * the like stand for named groups.
 */
export interface Sayings {
  /** Each with its short forms. */
  readonly months: readonly (readonly string[])[];
  readonly weekdays: readonly (readonly string[])[];
  /** Before a date, with the blank behind it: "on ". */
  readonly on: string;
  /** Behind the number of a day: "5th". */
  readonly ordinalMark: string;
  /** Between two days or times, besides dashes. */
  readonly to: string;
  readonly until: string;
  readonly at: string;
  readonly noon: string;
  readonly midnight: string;
  /** A clock reading in digits. */
  readonly clock: string;
  /** Up to how many hours "3h" is a length rather than a time. */
  readonly lengthHours: number;
  readonly now: string;
  readonly in: string;
  readonly minutes: string;
  readonly hours: string;
  readonly units: Readonly<Record<'day' | 'week' | 'month' | 'year', string>>;
  readonly for: string;
  readonly halfAnHour: string;
  readonly anHour: string;
  readonly today: string;
  readonly tonight: string;
  readonly tomorrow: string;
  readonly afterTomorrow: string;
  readonly nextWeek: string;
  readonly nextMonth: string;
  /** With `<name>` out of the weekdays, and `<this>` or `<next>`. */
  weekday(names: string): string;
  readonly daily: string;
  readonly workdays: string;
  readonly weekly: string;
  readonly monthly: string;
  readonly yearly: string;
  readonly fortnightly: string;
  readonly numbers: Readonly<Record<string, number>>;
  readonly ordinals: Readonly<Record<string, number>>;
  /** Every so many: with `<count>` and `<unit>`, of which both are given. */
  everyFew(count: string, unit: string): readonly string[];
  /** Of the month: with `<which>` and `<name>`. */
  nthWeekday(which: string, names: string): readonly string[];
  lastWeekday(names: string): string;
  /** With `<list>`. */
  everyOther(list: string): readonly string[];
  every(list: string, names: string): readonly string[];
  readonly and: string;
  readonly times: string;
  readonly with: string;
  /** Words behind "with" that name nobody. */
  readonly nobody: readonly string[];
  readonly place: string;
  /** Before a place, and a part of its name. */
  readonly placeKept: string;
}

/** The same, made ready for the rules. */
export interface Table extends Sayings {
  readonly monthPattern: string;
  readonly weekdayPattern: string;
  readonly unitPattern: string;
  readonly dash: string;
  /** 1 to 12. */
  monthNamed(name: string): number;
  /** ISO: Monday is 1. */
  weekdayNamed(name: string): number;
  unitNamed(name: string): 'day' | 'week' | 'month' | 'year';
}

const numbered = (names: readonly (readonly string[])[]) =>
  new Map(names.flatMap((group, index) => group.map((name) => [name, index + 1] as const)));

export const longestFirst = (names: Iterable<string>) => [...names].sort((a, b) => b.length - a.length).join('|');

export function tableOf(sayings: Sayings): Table {
  const [months, weekdays] = [numbered(sayings.months), numbered(sayings.weekdays)];
  const units = Object.entries(sayings.units) as ['day' | 'week' | 'month' | 'year', string][];
  return {
    ...sayings,
    monthPattern: longestFirst(months.keys()),
    weekdayPattern: longestFirst(weekdays.keys()),
    unitPattern: units.map(([, pattern]) => pattern).join('|'),
    dash: `(?:-|–|—|${sayings.to}|${sayings.until})`,
    monthNamed: (name) => months.get(name.toLowerCase()) ?? 0,
    weekdayNamed: (name) => weekdays.get(name.toLowerCase()) ?? 0,
    unitNamed: (name) => units.find(([, pattern]) => new RegExp(`^(?:${pattern})$`, 'iu').test(name))![0],
  };
}

export const english = tableOf({
  months: [
    ['jan', 'january'], ['feb', 'february'], ['mar', 'march'], ['apr', 'april'], ['may'], ['jun', 'june'],
    ['jul', 'july'], ['aug', 'august'], ['sep', 'sept', 'september'], ['oct', 'october'], ['nov', 'november'], ['dec', 'december'],
  ],
  weekdays: [
    ['mon', 'monday'], ['tue', 'tues', 'tuesday'], ['wed', 'weds', 'wednesday'], ['thu', 'thur', 'thurs', 'thursday'],
    ['fri', 'friday'], ['sat', 'saturday'], ['sun', 'sunday'],
  ],
  on: String.raw`(?:on\s+)?`,
  ordinalMark: '(?:st|nd|rd|th)?',
  to: 'to',
  until: 'until|till',
  at: 'at|from',
  noon: 'noon',
  midnight: 'midnight',
  clock: String.raw`\d{1,2}(?:[:.]\d{2}|h\d{2}|h)?\s?(?:[ap]\.?m\.?)?`,
  lengthHours: 8,
  now: 'now',
  in: 'in',
  minutes: 'm|mins?|minutes?',
  hours: 'h|hrs?|hours?',
  units: { day: 'days?', week: 'weeks?', month: 'months?', year: 'years?' },
  for: 'for',
  halfAnHour: String.raw`for\s+half\s+an\s+hour`,
  anHour: String.raw`for\s+an\s+hour`,
  today: 'today',
  tonight: 'tonight',
  tomorrow: 'tomorrow|tmrw|tmr',
  afterTomorrow: String.raw`(?:the\s+)?day\s+after\s+tomorrow`,
  nextWeek: String.raw`next\s+week`,
  nextMonth: String.raw`next\s+month`,
  weekday: (names) => String.raw`(?:on\s+)?(?:(?:(?<this>this)|(?<next>next))\s+)?(?<name>${names})`,
  daily: String.raw`daily|every\s+day`,
  workdays: String.raw`weekdays|every\s+(?:weekday|workday)`,
  weekly: String.raw`weekly|every\s+week`,
  monthly: String.raw`monthly|every\s+month`,
  yearly: String.raw`yearly|annually|every\s+year`,
  fortnightly: 'fortnightly|biweekly',
  numbers: { other: 2 },
  ordinals: { '1st': 1, first: 1, '2nd': 2, second: 2, '3rd': 3, third: 3, '4th': 4, fourth: 4, '5th': 5, fifth: 5 },
  everyFew: (count, unit) => [String.raw`every\s+(?<count>${count})\s+(?<unit>${unit})`],
  nthWeekday: (which, names) => [String.raw`every\s+(?<which>${which})\s+(?<name>${names})(?:\s+of\s+the\s+month)?`],
  lastWeekday: (names) => String.raw`every\s+last\s+(?<name>${names})(?:\s+of\s+the\s+month)?`,
  everyOther: (list) => [String.raw`every\s+other\s+(?<list>${list})`],
  every: (list) => [String.raw`every\s+(?<list>${list})`],
  and: 'and',
  times: 'times',
  with: 'with',
  nobody: ['the', 'a', 'an', 'my', 'our', 'your', 'his', 'her', 'their', 'no', 'some', 'all', 'everyone', 'everybody', 'it', 'them', 'us'],
  place: 'in|at',
  placeKept: '(?!)',
});
