import { workOn } from '@/features/calendar';
import type { WorkingHours } from '@/lib/api/types';
import { dayIn, wallMinute } from '@/lib/time/day';
import { instantOf } from '@/lib/time/moment';
import { todayIn } from '@/lib/time/range';

/** Whether somebody works at a moment: within their hours, and not away. */
export function isWorking(hours: WorkingHours, now: number): boolean {
  const zone = hours.time_zone;
  const day = dayIn(todayIn(zone, now), zone);
  const minute = wallMinute(day, now);
  const isAway = hours.out_of_office.some(({ start, end }) => instantOf(start) <= now && now < instantOf(end));
  return !isAway && workOn(day.date, zone, hours).some(({ from, to }) => from <= minute && minute < to);
}
