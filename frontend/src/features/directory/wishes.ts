/** What rooms are looked for, as it stands in the address. */
export interface Wish {
  readonly words: string;
  readonly seats: number;
  readonly equipment: readonly string[];
  /** "now", a time such as "14:30" on the day that is shown, or none. */
  readonly free: string;
  /** The day, ISO; today where none is named. */
  readonly date: string | null;
}

export const seatSteps = [1, 2, 4, 6, 8, 10, 12, 20, 50, 100] as const;

const word = /^[a-z0-9]+([ _-][a-z0-9]+)*$/;
const time = /^([01]\d|2[0-3]):(00|30)$/;

/** What cannot be meant is passed over. */
export function wishOf(search: { get(name: string): string | null }): Wish {
  const seats = Number(search.get('seats') ?? '1');
  const free = search.get('free') ?? '';
  return {
    words: (search.get('q') ?? '').slice(0, 200),
    seats: Number.isInteger(seats) && seats >= 1 && seats <= 100_000 ? seats : 1,
    equipment: [...new Set((search.get('with') ?? '').split(',').filter((each) => word.test(each) && each.length <= 40))].slice(0, 50),
    free: free === 'now' || time.test(free) ? free : '',
    date: search.get('d'),
  };
}

export function queryOf({ words, seats, equipment, free, date }: Wish): string {
  const query = new URLSearchParams();
  if (words.trim()) query.set('q', words.trim());
  if (seats > 1) query.set('seats', String(seats));
  if (equipment.length > 0) query.set('with', equipment.join());
  if (free) query.set('free', free);
  if (date) query.set('d', date);
  const text = query.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
  return text ? `?${text}` : '';
}

/** Whether anything but the day is asked. */
export function isNarrow({ words, seats, equipment, free }: Wish): boolean {
  return words.trim() !== '' || seats > 1 || equipment.length > 0 || free !== '';
}

/** What can be asked for of what rooms `have`, and what is. */
export function offered(have: Iterable<string>, { equipment }: Pick<Wish, 'equipment'>): readonly string[] {
  return [...new Set([...have, ...equipment])].sort();
}
