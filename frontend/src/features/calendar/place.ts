import type { Drop, Extent } from '@/lib/grid/gesture';
import { instantAt, spotAt } from '@/lib/grid/place';
import { dayIn } from '@/lib/time/day';
import { dateOfNumber, dayNumber } from '@/lib/time/range';
import type { Block } from './blocks';

/** When something takes place, epoch milliseconds; for whole days the first instants of its first day and of the day after its last. */
export interface When {
  readonly start: number;
  readonly end: number;
  readonly allDay: boolean;
}

const minute = 60_000;

/** What a meeting takes up in the calendar of a zone. */
export function extentOfBlock({ start, end, dates }: Pick<Block, 'start' | 'end' | 'dates'>, zone: string): Extent {
  if (dates) return { lane: true, first: dayNumber(dates.first), after: dayNumber(dates.after) };
  return { lane: false, from: spotAt(start, zone), to: spotAt(end, zone) };
}

/** What was dropped, as instants. A timed meeting that only moved keeps its real length, whatever clocks do meanwhile. */
export function whenOf({ hold, extent }: Drop, zone: string, length: number | null): When {
  if (extent.lane) {
    const [start, end] = [extent.first, extent.after].map((day) => dayIn(dateOfNumber(day), zone).start) as [number, number];
    return { start, end, allDay: true };
  }
  const start = instantAt(extent.from, zone);
  if (hold.kind === 'move' && !hold.extent.lane && length !== null) return { start, end: start + length, allDay: false };
  const end = instantAt(extent.to, zone);
  // Both ends can fall into the stretch that clocks skip.
  return { start, end: end > start ? end : start + 30 * minute, allDay: false };
}

/** Whether it would take place at another time than it does. */
export function isElsewhere(block: Pick<Block, 'start' | 'end' | 'dates'>, to: When): boolean {
  return to.start !== block.start || to.end !== block.end || to.allDay !== Boolean(block.dates);
}
