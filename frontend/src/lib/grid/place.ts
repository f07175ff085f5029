import { dayIn, instantAtWall, wallMinute } from '@/lib/time/day';
import { dateOfNumber, dayNumber, todayIn } from '@/lib/time/range';
import type { Spot } from './gesture';

/** Where an instant is drawn. */
export function spotAt(instant: number, zone: string): Spot {
  const day = dayIn(todayIn(zone, instant), zone);
  return { day: dayNumber(day.date), minute: wallMinute(day, instant), lane: false };
}

/** The instant that is drawn there; one on the wall that clocks skip moves forward. */
export function instantAt({ day, minute: wall }: Spot, zone: string): number {
  return instantAtWall(dayIn(dateOfNumber(day), zone), wall);
}
