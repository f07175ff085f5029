/** A grid of hours over some days in a row, a month, or a list; a week begins on its first weekday. */
export type View = 'day' | 'week' | 'month' | 'agenda' | `${2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`;

export type Layout = 'hours' | 'month' | 'agenda';

export function parseView(text: string | null): View | null {
  return text && /^(day|week|month|agenda|[2-9])$/.test(text) ? (text as View) : null;
}

export function layoutOf(view: View): Layout {
  return view === 'month' || view === 'agenda' ? view : 'hours';
}

export function daysIn(view: View): number {
  if (view === 'week') return 7;
  return /^\d$/.test(view) ? Number(view) : 1;
}

/** The view a width can carry: a phone has a day where others have several. */
export function viewFor(width: number, wished: View | null): View {
  if (width < 768) return wished && layoutOf(wished) !== 'hours' ? wished : 'day';
  return wished ?? (width < 1024 ? '3' : 'week');
}

/** The view that a letter asks for; X is for several days, to be followed by their number. */
export const viewKeys: Readonly<Record<string, View>> = { d: 'day', w: 'week', m: 'month', a: 'agenda', x: '3' };
