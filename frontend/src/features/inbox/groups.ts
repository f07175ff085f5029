import type { Notification } from '@/lib/api/types';

const asking: ReadonlySet<Notification['kind']> = new Set(['invited', 'answer_wanted', 'moved', 'restored']);

/** Whether it waits for a yes, maybe or no. */
export function asksForAnswer({ kind, needs_you, meeting }: Notification): boolean {
  return needs_you && meeting !== null && asking.has(kind);
}

/** One row: the newest of what belongs together, and those that the same answer settles. */
export interface Row {
  readonly shown: Notification;
  readonly ids: readonly string[];
}

export interface Group {
  readonly key: string;
  readonly rows: readonly Row[];
}

/** What is told of one meeting stands together, where its newest stands; each keeps its order, the newest first. */
export function groupsOf(notifications: readonly Notification[]): Group[] {
  const groups = new Map<string, Notification[]>();
  for (const each of notifications) {
    const key = each.meeting?.id ?? each.id;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups].map(([key, members]) => ({ key, rows: rowsOf(members) }));
}

/** An invitation and a move of the same date ask one question. */
function rowsOf(members: readonly Notification[]): Row[] {
  const rows: { shown: Notification; ids: string[] }[] = [];
  for (const each of members) {
    const same = rows.find(
      ({ shown }) => asksForAnswer(each) && asksForAnswer(shown) && shown.original_start === each.original_start,
    );
    if (same) same.ids.push(each.id);
    else rows.push({ shown: each, ids: [each.id] });
  }
  return rows;
}

/** How often each answer was given, in the order yes, maybe, waiting, no; those nobody gave are left out. */
export function tally(answers: readonly { status: string }[]): { status: string; count: number }[] {
  return ['accepted', 'tentative', 'waiting', 'declined', 'needs_action']
    .map((status) => ({ status, count: answers.filter((answer) => answer.status === status).length }))
    .filter(({ count }) => count > 0);
}
