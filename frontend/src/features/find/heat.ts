import { halfHoursOf, type HalfHour } from '@/lib/grid/half-hours';
import type { Day } from '@/lib/time/day';
import { countOf, type Subject } from './standing';

/** Half an hour, and who can come to it. */
export interface HeatCell extends HalfHour {
  /** How many can, of how many. */
  readonly free: number;
  readonly of: number;
  /** Those who cannot. */
  readonly missing: readonly string[];
  /** 0 nobody, 4 everybody; the steps of the scale. */
  readonly level: 0 | 1 | 2 | 3 | 4;
  /** Somebody without whom it cannot be is missing. */
  readonly blocked: boolean;
  /** Nobody is at work. */
  readonly closed: boolean;
}

interface Who {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/** A day in half hours. Outside hours nobody can come who need not, unless that is asked for. */
export function heatOf(day: Day, who: Who, subjects: ReadonlyMap<string, Subject>, inHours: boolean): HeatCell[] {
  const known = [...who.required, ...who.optional].filter((id) => subjects.has(id));
  const needed = new Set(who.required);
  return halfHoursOf(day).map((half) => {
    if (half.skipped) return { ...half, free: 0, of: known.length, missing: known, level: 0, blocked: true, closed: false };
    const { busy, outside } = countOf(known, subjects, half.instant, half.end);
    const away = new Set(inHours ? [...busy, ...outside] : busy);
    const missing = known.filter((id) => away.has(id));
    const free = known.length - missing.length;
    return { ...half, free, of: known.length, missing, level: levelOf(free, known.length), blocked: missing.some((id) => needed.has(id)), closed: inHours && outside.length === known.length };
  });
}

export function levelOf(free: number, of: number): HeatCell['level'] {
  if (free === 0 || of === 0) return 0;
  if (free === of) return 4;
  const share = free / of;
  return share > 2 / 3 ? 3 : share > 1 / 3 ? 2 : 1;
}
