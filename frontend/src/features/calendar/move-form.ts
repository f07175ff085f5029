import { dayIn } from '@/lib/time/day';
import { momentAt, startOf } from '@/lib/time/moment';
import { parseDate } from '@/lib/time/range';
import type { When } from './place';

/** Where to, as fields hold it: dates and times of day, empty while they are not filled in. */
export interface MoveForm {
  readonly allDay: boolean;
  readonly date: string;
  readonly last: string;
  readonly start: string;
  readonly end: string;
}

/** What the fields mean; null while they mean nothing. An end that is not after the start is on the next day. */
export function movedTo(form: MoveForm, zone: string): When | null {
  const [first, last] = [parseDate(form.date), parseDate(form.last)];
  if (!first) return null;
  if (form.allDay) {
    if (!last || Temporal.PlainDate.compare(last, first) < 0) return null;
    return { start: dayIn(first, zone).start, end: dayIn(last, zone).end, allDay: true };
  }
  if (!form.start || !form.end) return null;
  const until = form.end > form.start ? first : first.add({ days: 1 });
  const [start, end] = [momentAt(form.date, form.start, zone), momentAt(until.toString(), form.end, zone)].map((moment) => startOf(moment, zone)) as [number, number];
  return end > start ? { start, end, allDay: false } : null;
}
