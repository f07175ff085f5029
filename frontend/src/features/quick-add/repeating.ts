import { end, rule, type Meaning, type Rhythm, type Rule } from './tokens';
import { longestFirst, type Table } from './words';

const usual: Rhythm = { every: 1, unit: 'week', weekdays: [], on: 'date', nth: 0 };
const repeat = (rhythm: Partial<Rhythm>): Meaning => ({ kind: 'repeat', rhythm: { ...usual, ...rhythm } });
const escaped = (names: readonly string[]) => longestFirst(names.map((name) => name.replaceAll('.', '\\.')));

export function repeatRules(table: Table): readonly Rule[] {
  const { weekdayPattern: names, weekdayNamed, unitNamed } = table;
  const list = `(?:${names})s?(?:(?:\\s*[,/&+]\\s*|\\s+(?:${table.and})\\s+|\\s*,\\s*(?:${table.and})\\s+)(?:${names})s?)*`;
  const count = String.raw`\d{1,2}|${escaped(Object.keys(table.numbers))}|${escaped(Object.keys(table.ordinals))}`;
  const weekdaysIn = (text: string): number[] => {
    const found = (text.toLowerCase().match(/\p{L}+/gu) ?? []).map((name) => weekdayNamed(name) || weekdayNamed(name.replace(/s$/, '')));
    return [...new Set(found.filter(Boolean))].sort((a, b) => a - b);
  };
  const numberOf = (text: string) => table.numbers[text.toLowerCase()] ?? table.ordinals[text.toLowerCase()] ?? Number(text);
  const nthRule = (pattern: string) =>
    rule(`${pattern}${end}`, ({ groups }) =>
      repeat({ unit: 'month', on: 'nth', nth: numberOf(groups!['which']!), weekdays: [weekdayNamed(groups!['name']!)] }),
    );
  return [
    rule(`(?:${table.daily})${end}`, () => repeat({ unit: 'day' })),
    rule(`(?:${table.workdays})${end}`, () => repeat({ weekdays: [1, 2, 3, 4, 5] })),
    rule(`(?:${table.weekly})${end}`, () => repeat({})),
    rule(`(?:${table.monthly})${end}`, () => repeat({ unit: 'month' })),
    rule(`(?:${table.yearly})${end}`, () => repeat({ unit: 'year' })),
    rule(`(?:${table.fortnightly})${end}`, () => repeat({ every: 2 })),
    ...table.nthWeekday(escaped(Object.keys(table.ordinals)), names).map(nthRule),
    rule(`${table.lastWeekday(names)}${end}`, ({ groups }) => repeat({ unit: 'month', on: 'lastWeekday', weekdays: [weekdayNamed(groups!['name']!)] })),
    ...table.everyOther(list).map((pattern) => rule(`${pattern}${end}`, ({ groups }) => repeat({ every: 2, weekdays: weekdaysIn(groups!['list']!) }))),
    ...table.everyFew(count, table.unitPattern).map((pattern) =>
      rule(`${pattern}${end}`, ({ groups }) => {
        const every = numberOf(groups!['count']!);
        return every >= 1 ? repeat({ every, unit: unitNamed(groups!['unit']!) }) : null;
      }),
    ),
    ...table.every(list, names).map((pattern) => rule(`${pattern}${end}`, ({ groups }) => repeat({ weekdays: weekdaysIn(groups!['list']!) }))),
    rule(String.raw`(?:(?:${table.for})\s+)?(\d{1,3})\s+(?:${table.times})${end}`, ([, times], { before }) =>
      Number(times) > 0 && before.some(({ meaning }) => meaning.kind === 'repeat') ? { kind: 'times', count: Number(times) } : null,
    ),
  ];
}
