/** Somebody by name, by @handle or by address. */
export interface Somebody {
  readonly name: string;
  readonly optional: boolean;
}

export interface Rhythm {
  readonly every: number;
  readonly unit: 'day' | 'week' | 'month' | 'year';
  /** ISO weekdays; empty: that of the first date. */
  readonly weekdays: readonly number[];
  /** Of months: the day by its number, its weekday by its place, or the last of its weekday. */
  readonly on: 'date' | 'nth' | 'lastWeekday';
  /** Which place, for `nth`. */
  readonly nth: number;
}

export type Flag = 'private' | 'busy' | 'free' | 'draft';

/** What a claimed stretch of text means. Days and minutes are not in any zone yet. */
export type Meaning =
  | { readonly kind: 'day'; readonly date: Temporal.PlainDate; readonly other?: Temporal.PlainDate }
  | { readonly kind: 'days'; readonly first: Temporal.PlainDate; readonly last: Temporal.PlainDate }
  | { readonly kind: 'weekday'; readonly weekday: number; readonly which: 'coming' | 'this' | 'next' }
  | { readonly kind: 'evening' }
  /** Minutes after midnight; a bare hour stands for itself or twelve later, whichever is at work. */
  | { readonly kind: 'time'; readonly start: number; readonly end: number | null }
  | { readonly kind: 'fromNow'; readonly minutes: number }
  | { readonly kind: 'length'; readonly minutes: number }
  | { readonly kind: 'repeat'; readonly rhythm: Rhythm }
  | { readonly kind: 'until'; readonly date: Temporal.PlainDate }
  | { readonly kind: 'times'; readonly count: number }
  | { readonly kind: 'people'; readonly people: readonly Somebody[] }
  | { readonly kind: 'place'; readonly place: string }
  | { readonly kind: 'room'; readonly name: string | null; readonly seats: number | null }
  | { readonly kind: 'zone'; readonly zone: string }
  | { readonly kind: 'flag'; readonly flag: Flag }
  | { readonly kind: 'remind'; readonly minutes: number }
  | { readonly kind: 'link'; readonly url: string };

/** A stretch of the text, [from, to), that was understood. */
export interface Token {
  readonly from: number;
  readonly to: number;
  readonly meaning: Meaning;
}

/** What a rule may look at besides the text behind it. */
export interface Around {
  readonly today: Temporal.PlainDate;
  /** Whether numeric dates begin with the month. */
  readonly monthFirst: boolean;
  /** What was claimed already, in order. */
  readonly before: readonly Token[];
  /** Whether nothing but space lies between the last claimed stretch and here. */
  readonly follows: boolean;
  readonly text: string;
  readonly at: number;
}

export interface Rule {
  /** Tried where a word begins; must be sticky. */
  readonly pattern: RegExp;
  /** Null where it only looks like it. */
  read(match: RegExpExecArray, around: Around): Meaning | null;
}

/** Where a word can end. */
export const end = String.raw`(?=$|[\s,;.!?)])`;

export function rule(pattern: string, read: Rule['read']): Rule {
  return { pattern: new RegExp(`${pattern}`, 'iuy'), read };
}

/** Claims what the rules understand, from left to right, the first rule that fits; the rest is nobody's. */
export function claim(text: string, rules: readonly Rule[], about: Pick<Around, 'today' | 'monthFirst'>): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const beginsWord = at === 0 || /[\s(,;]/u.test(text[at - 1]!);
    const token = beginsWord && !/\s/u.test(text[at]!) ? claimAt(text, at, rules, tokens, about) : null;
    if (token) tokens.push(token);
    at = token ? token.to : at + 1;
  }
  return tokens;
}

function claimAt(text: string, at: number, rules: readonly Rule[], before: Token[], about: Pick<Around, 'today' | 'monthFirst'>): Token | null {
  const last = before.at(-1);
  const follows = last !== undefined && /^[\s,]*$/u.test(text.slice(last.to, at));
  for (const { pattern, read } of rules) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match || match[0].length === 0) continue;
    const meaning = read(match, { ...about, before, follows, text, at });
    if (meaning) return { from: at, to: at + match[0].length, meaning };
  }
  return null;
}
