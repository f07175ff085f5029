const months = [
  ['jan', 'january'], ['feb', 'february'], ['mar', 'march'], ['apr', 'april'], ['may'], ['jun', 'june'],
  ['jul', 'july'], ['aug', 'august'], ['sep', 'sept', 'september'], ['oct', 'october'], ['nov', 'november'], ['dec', 'december'],
];
const weekdays = [
  ['mon', 'monday'], ['tue', 'tues', 'tuesday'], ['wed', 'weds', 'wednesday'], ['thu', 'thur', 'thurs', 'thursday'],
  ['fri', 'friday'], ['sat', 'saturday'], ['sun', 'sunday'],
];

const numbered = (names: readonly (readonly string[])[]) =>
  new Map(names.flatMap((group, index) => group.map((name) => [name, index + 1] as const)));

const monthNumbers = numbered(months);
const weekdayNumbers = numbered(weekdays);
const longestFirst = (names: Iterable<string>) => [...names].sort((a, b) => b.length - a.length).join('|');

/** For patterns. */
export const monthPattern = longestFirst(monthNumbers.keys());
export const weekdayPattern = longestFirst(weekdayNumbers.keys());
export const dash = '(?:-|–|—|to|until|till)';

/** 1 to 12. */
export function monthNamed(name: string): number {
  return monthNumbers.get(name.toLowerCase()) ?? 0;
}

/** ISO: Monday is 1. */
export function weekdayNamed(name: string): number {
  return weekdayNumbers.get(name.toLowerCase()) ?? 0;
}
