import { end, rule, type Meaning, type Rhythm, type Rule } from './tokens';
import { weekdayNamed, weekdayPattern } from './words';

const usual: Rhythm = { every: 1, unit: 'week', weekdays: [], on: 'date', nth: 0 };
const repeat = (rhythm: Partial<Rhythm>): Meaning => ({ kind: 'repeat', rhythm: { ...usual, ...rhythm } });
const ordinals: Record<string, number> = { '2nd': 2, second: 2, '3rd': 3, third: 3, '4th': 4, fourth: 4, '5th': 5, fifth: 5 };
const ordinal = String.raw`(2nd|second|3rd|third|4th|fourth|5th|fifth)`;
const list = `((?:${weekdayPattern})s?(?:(?:\\s*[,/&+]\\s*|\\s+and\\s+|\\s*,\\s*and\\s+)(?:${weekdayPattern})s?)*)`;

function weekdaysIn(text: string): number[] {
  const names = text.toLowerCase().match(/[a-z]+/g) ?? [];
  const days = names.map((name) => weekdayNamed(name) || weekdayNamed(name.replace(/s$/, ''))).filter(Boolean);
  return [...new Set(days)].sort((a, b) => a - b);
}

export const repeatRules: readonly Rule[] = [
  rule(`(?:daily|every\\s+day)${end}`, () => repeat({ unit: 'day' })),
  rule(`(?:weekdays|every\\s+(?:weekday|workday))${end}`, () => repeat({ weekdays: [1, 2, 3, 4, 5] })),
  rule(`(?:weekly|every\\s+week)${end}`, () => repeat({})),
  rule(`(?:monthly|every\\s+month)${end}`, () => repeat({ unit: 'month' })),
  rule(`(?:yearly|annually|every\\s+year)${end}`, () => repeat({ unit: 'year' })),
  rule(`(?:fortnightly|biweekly)${end}`, () => repeat({ every: 2 })),
  rule(String.raw`every\s+(\d{1,2}|other)\s+(day|week|month|year)s?${end}`, ([, count, unit]) => {
    const every = count!.toLowerCase() === 'other' ? 2 : Number(count);
    return every >= 1 ? repeat({ every, unit: unit!.toLowerCase() as Rhythm['unit'] }) : null;
  }),
  rule(`every\\s+${ordinal}\\s+(day|week|month|year)${end}`, ([, which, unit]) =>
    repeat({ every: ordinals[which!.toLowerCase()]!, unit: unit!.toLowerCase() as Rhythm['unit'] }),
  ),
  rule(`every\\s+(?:1st|first)\\s+(${weekdayPattern})(?:\\s+of\\s+the\\s+month)?${end}`, ([, name]) =>
    repeat({ unit: 'month', on: 'nth', nth: 1, weekdays: [weekdayNamed(name!)] }),
  ),
  rule(`every\\s+${ordinal}\\s+(${weekdayPattern})(?:\\s+of\\s+the\\s+month)?${end}`, ([, which, name]) =>
    repeat({ unit: 'month', on: 'nth', nth: ordinals[which!.toLowerCase()]!, weekdays: [weekdayNamed(name!)] }),
  ),
  rule(`every\\s+last\\s+(${weekdayPattern})(?:\\s+of\\s+the\\s+month)?${end}`, ([, name]) =>
    repeat({ unit: 'month', on: 'lastWeekday', weekdays: [weekdayNamed(name!)] }),
  ),
  rule(`every\\s+other\\s+${list}${end}`, ([, days]) => repeat({ every: 2, weekdays: weekdaysIn(days!) })),
  rule(`every\\s+${list}${end}`, ([, days]) => repeat({ weekdays: weekdaysIn(days!) })),
  rule(String.raw`(?:for\s+)?(\d{1,3})\s+times${end}`, ([, count], { before }) =>
    Number(count) > 0 && before.some(({ meaning }) => meaning.kind === 'repeat') ? { kind: 'times', count: Number(count) } : null,
  ),
];
