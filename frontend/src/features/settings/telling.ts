import type { NotificationPreferences, ReminderPreferences } from '@/lib/api/types';

type Kinds = NotificationPreferences['kinds'];
type Ways = Kinds[string];
export type Kind = keyof Kinds;

/** What people can be told, in the order of the page. A kind that the API adds stands in the last group. */
export const groups = {
  invitations: ['invited', 'answer_wanted', 'uninvited', 'moved', 'cancelled', 'restored', 'changed', 'promoted'],
  answers: ['answered', 'proposal_made', 'proposal_accepted', 'proposal_declined'],
  words: ['mentioned', 'message', 'assigned'],
  rooms: ['room_asked', 'room_answered', 'room_lost', 'clashed'],
  self: ['reminder', 'done_for_you', 'role_changed', 'second_factor_needed'],
} as const;

export type GroupName = keyof typeof groups;

export function grouped(kinds: NotificationPreferences['kinds']): [GroupName, string[]][] {
  const known = new Set<string>(Object.values(groups).flat());
  const others = Object.keys(kinds).filter((kind) => !known.has(kind));
  return (Object.keys(groups) as GroupName[]).map((name) => {
    const named: string[] = groups[name].filter((kind) => kind in kinds);
    return [name, name === 'self' ? [...named, ...others] : named];
  });
}

/** The ways that the server offers, in its order; to devices only where one can ring. */
export function channelsOf(kinds: NotificationPreferences['kinds'], canRing: boolean): string[] {
  return [...new Set(Object.values(kinds).flatMap((ways) => Object.keys(ways)))].filter((way) => canRing || way !== 'push');
}

/** Everything as it is, but one kind by one way. */
export function turned(kinds: NotificationPreferences['kinds'], kind: string, channel: string, on: boolean): NotificationPreferences['kinds'] {
  return { ...kinds, [kind]: { ...(kinds[kind as Kind] as Ways), [channel]: on } };
}

/** How long before a meeting one can want to be reminded; as the server writes durations. */
export const leads = ['PT0S', 'PT5M', 'PT10M', 'PT15M', 'PT30M', 'PT1H', 'P1D'] as const;

/** When one can want to be reminded of whole days. */
export const wholeDays = [
  { days_before: 0, at: '08:00' },
  { days_before: 1, at: '17:00' },
  { days_before: 7, at: '09:00' },
] as const;

type WholeDay = ReminderPreferences['whole_days'][number];

const keyOf = ({ days_before, at }: WholeDay) => `${days_before} ${at}`;

/** What can be ticked: the usual ones, and those that somebody chose elsewhere. */
export function offered<Each>(usual: readonly Each[], chosen: readonly Each[], key: (each: Each) => string): Each[] {
  const known = new Set(usual.map(key));
  return [...usual, ...chosen.filter((each) => !known.has(key(each)))];
}

export function offeredDays(chosen: readonly WholeDay[]): { key: string; day: WholeDay }[] {
  return offered<WholeDay>(wholeDays, chosen, keyOf).map((day) => ({ key: keyOf(day), day }));
}

/** Minutes of a duration such as PT1H30M or P1D; null for what cannot be told in minutes. */
export function minutesOfDuration(text: string): number | null {
  const found = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text);
  if (!found) return null;
  const [weeks, days, hours, minutes, seconds] = found.slice(1).map((part) => Number(part ?? 0)) as [number, number, number, number, number];
  return weeks * 10_080 + days * 1440 + hours * 60 + minutes + seconds / 60;
}
