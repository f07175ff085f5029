/**
 * Every key that does something by itself, in one place: the settings list and change them, the sheet of keys shows
 * them. Pages listen for the usual keys only; `heard` says what a pressed key means to them.
 */
export const deeds = [
  { id: 'go.calendar', group: 'everywhere', key: 'g c' },
  { id: 'go.inbox', group: 'everywhere', key: 'g i' },
  { id: 'go.meetings', group: 'everywhere', key: 'g m' },
  { id: 'go.settings', group: 'everywhere', key: 'g s' },
  { id: 'meeting.quickAdd', group: 'everywhere', key: 'q' },
  { id: 'meeting.create', group: 'calendar', key: 'c' },
  { id: 'calendar.today', group: 'calendar', key: 't' },
  { id: 'calendar.jump', group: 'calendar', key: 'g d' },
  { id: 'calendar.day', group: 'calendar', key: 'd' },
  { id: 'calendar.days', group: 'calendar', key: 'x' },
  { id: 'calendar.week', group: 'calendar', key: 'w' },
  { id: 'calendar.month', group: 'calendar', key: 'm' },
  { id: 'calendar.agenda', group: 'calendar', key: 'a' },
  { id: 'calendar.hints', group: 'calendar', key: 'h' },
  { id: 'list.next', group: 'lists', key: 'j' },
  { id: 'list.previous', group: 'lists', key: 'k' },
  { id: 'inbox.yes', group: 'lists', key: 'y' },
  { id: 'inbox.maybe', group: 'lists', key: 'u' },
  { id: 'inbox.no', group: 'lists', key: 'n' },
  { id: 'inbox.done', group: 'lists', key: 'e' },
  { id: 'inbox.undo', group: 'lists', key: 'z' },
] as const;

export type Deed = (typeof deeds)[number];
export type DeedId = Deed['id'];

/** What somebody chose: keys of their own by deed, and whether single keys do anything at all. */
export interface KeyWishes {
  readonly single_keys: boolean;
  readonly keys: Readonly<Record<string, string>>;
}

/** Milliseconds in which the second of two keys has to come. */
export const patience = 1000;

/** A key that waits for its second, and since when. */
export interface Begun {
  readonly key: string;
  readonly at: number;
}

export type Meaning =
  /** As the page reads it. */
  | { readonly kind: 'itself' }
  /** Nobody may hear it. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'begun'; readonly begun: Begun }
  /** The page hears this key instead. */
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'go'; readonly id: DeedId };

export function keyOf(deed: Deed, wishes: KeyWishes): string {
  return wishes.keys[deed.id] ?? deed.key;
}

/** The deed that a key already does, besides `but`. */
export function takenBy(key: string, but: DeedId, wishes: KeyWishes): Deed | undefined {
  return deeds.find((deed) => {
    const theirs = keyOf(deed, wishes);
    const clash = theirs === key || theirs.startsWith(`${key} `) || key.startsWith(`${theirs} `);
    return deed.id !== but && clash;
  });
}

/** What a printable key, pressed alone where nothing is being typed, means to somebody. */
export function heard(key: string, before: Begun | null, wishes: KeyWishes, now: number): Meaning {
  if (!wishes.single_keys) return { kind: 'nothing' };
  const inTime = before && now - before.at <= patience ? `${before.key} ${key}` : null;
  const deed = deeds.find((each) => keyOf(each, wishes) === inTime) ?? deeds.find((each) => keyOf(each, wishes) === key);
  if (deed) {
    if (deed.id.startsWith('go.')) return { kind: 'go', id: deed.id };
    return deed.key === key ? { kind: 'itself' } : { kind: 'key', key: deed.key };
  }
  if (deeds.some((each) => keyOf(each, wishes).startsWith(`${key} `))) return { kind: 'begun', begun: { key, at: now } };
  return deeds.some((each) => each.key === key) ? { kind: 'nothing' } : { kind: 'itself' };
}
