import { dayIn } from '@/lib/time/day';
import { fieldsOf, momentAt, startOf } from '@/lib/time/moment';
import { parseDate } from '@/lib/time/range';
import type { Block } from './blocks';
import type { When } from './place';

/** Where something is put: a day, and HH:MM on its clocks where a time was said. */
export interface Spot {
  readonly date: string;
  readonly time: string | null;
}

/** The spot that a cell of a grid stands for, which it tells as "2026-12-01 540"; of a month without minutes. */
export function spotOf(text: string | undefined): Spot | null {
  const [date = '', minute] = (text ?? '').split(' ');
  if (!parseDate(date)) return null;
  if (minute === undefined) return { date, time: null };
  const [hours, minutes] = [Math.floor(Number(minute) / 60), Number(minute) % 60].map((part) => String(part).padStart(2, '0'));
  return { date, time: `${hours}:${minutes}` };
}

/** When a meeting takes place once it is put there. It keeps its length, and its time where none is said; whole days stay whole. */
export function placed({ start, end, dates }: Pick<Block, 'start' | 'end' | 'dates'>, { date, time }: Spot, zone: string): When {
  if (dates) {
    const first = parseDate(date)!;
    const after = first.add({ days: dates.first.until(dates.after, { largestUnit: 'day' }).days });
    return { start: dayIn(first, zone).start, end: dayIn(after, zone).start, allDay: true };
  }
  const at = startOf(momentAt(date, time ?? fieldsOf(start, zone).time, zone), zone);
  return { start: at, end: at + (end - start), allDay: false };
}
