import type { AgendaItem } from '@/lib/api/types';
import { instantOf } from '@/lib/time/moment';

/** Minutes that are planned for all that is to be talked about here; what was carried over is talked about elsewhere. */
export function plannedMinutes(items: readonly AgendaItem[]): number {
  return items.reduce((sum, { state, minutes }) => sum + (state === 'carried_over' ? 0 : (minutes ?? 0)), 0);
}

export interface ItemClock {
  /** Seconds for which it was talked about. */
  readonly spent: number;
  /** Of the planned ones, 0 to 1; null when nobody planned any. */
  readonly share: number | null;
  /** Whole minutes over the plan, from the first begun one on. */
  readonly over: number;
}

/** The clock of an item at a moment of the server's clock, epoch milliseconds; the same in every browser. */
export function clockOf(item: AgendaItem, now: number): ItemClock {
  const running = item.running_since ? Math.max(0, (now - instantOf(item.running_since)) / 1000) : 0;
  const spent = Math.floor(item.spent_seconds + running);
  const planned = item.minutes === null ? null : item.minutes * 60;
  return {
    spent,
    share: planned === null ? null : Math.min(1, spent / planned),
    over: planned === null ? 0 : Math.max(0, Math.ceil((spent - planned) / 60)),
  };
}

/** "4:05", "1:00:30". */
export function clockText(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** What comes after the item that runs, or first of all. */
export function nextItem(items: readonly AgendaItem[]): AgendaItem | null {
  const running = items.findIndex(({ state }) => state === 'running');
  return items.slice(running + 1).find(({ state }) => state === 'open') ?? items.find(({ state }) => state === 'open') ?? null;
}
