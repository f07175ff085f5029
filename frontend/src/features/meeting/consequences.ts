import type { SeriesEdit } from '@/lib/api/types';

type Change = SeriesEdit['affected'][number]['change'];
type Why = SeriesEdit['told'][number]['why'];

export interface Telling {
  readonly why: Why;
  readonly names: readonly string[];
}

/** What an edit of a series comes to, as people want to know it before they say yes. */
export interface Consequences {
  /** Dates by what becomes of them, the most at first; those that are not listed count with what most become. */
  readonly dates: readonly { readonly change: Change; readonly count: number }[];
  readonly count: number;
  readonly told: readonly Telling[];
  readonly askedAgain: readonly string[];
  /** Answers to dates that are no more. */
  readonly answersLost: number;
  /** Dates that differ from the others: those that still do, and those that are no more, by their names. */
  readonly exceptionsKept: number;
  readonly exceptionsLost: readonly string[];
  /** Lines of agendas and minutes, and messages, whose date is no more. */
  readonly linesLost: number;
  readonly messagesLost: number;
}

export function consequencesOf(edit: SeriesEdit): Consequences {
  const dates = counted(edit.affected.map(({ change }) => change)).map(([change, count]) => ({ change, count }));
  if (dates[0]) dates[0].count += edit.more;
  const reasons = [...new Set(edit.told.map(({ why }) => why))];
  const sum = (lost: readonly { count: number }[]) => lost.reduce((all, { count }) => all + count, 0);
  return {
    dates,
    count: sum(dates),
    told: reasons.map((why) => ({ why, names: edit.told.filter((one) => one.why === why).map(({ name }) => name) })),
    askedAgain: edit.answers.asked_again.map(({ name }) => name),
    answersLost: edit.answers.lost,
    exceptionsKept: edit.exceptions.kept,
    exceptionsLost: edit.exceptions.lost,
    linesLost: sum(edit.agendas_and_minutes.lost),
    messagesLost: sum(edit.messages.lost),
  };
}

/** Each value with how often it comes, the most frequent first. */
function counted<Value>(values: readonly Value[]): [Value, number][] {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}
