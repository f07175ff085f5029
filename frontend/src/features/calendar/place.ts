import { dayIn, instantAtWall, wallMinute } from '@/lib/time/day';
import { dateOfNumber, dayNumber, todayIn } from '@/lib/time/range';
import type { Block } from './blocks';
import type { Drop, Extent, Spot } from './gesture';

/** When something takes place, epoch milliseconds; for whole days the first instants of its first day and of the day after its last. */
export interface When {
  readonly start: number;
  readonly end: number;
  readonly allDay: boolean;
}

const minute = 60_000;

/** Where an instant is drawn. */
export function spotAt(instant: number, zone: string): Spot {
  const day = dayIn(todayIn(zone, instant), zone);
  return { day: dayNumber(day.date), minute: wallMinute(day, instant), lane: false };
}

/** The instant that is drawn there; one on the wall that clocks skip moves forward. */
export function instantAt({ day, minute: wall }: Spot, zone: string): number {
  return instantAtWall(dayIn(dateOfNumber(day), zone), wall);
}

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
