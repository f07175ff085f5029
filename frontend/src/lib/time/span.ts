import type { Moment } from '@/lib/api/types';
import type { Formats } from './formats';
import { isAllDay, startOf } from './moment';

export interface Span {
  readonly start: Moment;
  readonly end: Moment;
}

/** "Tue 24 Nov, 15:00 – 15:45" on the reader's clocks; days alone where it takes whole days. */
export function spanText({ start, end }: Span, formats: Formats): string {
  if (isAllDay(start) && isAllDay(end)) {
    const first = Temporal.PlainDate.from(start.date);
    const last = Temporal.PlainDate.from(end.date).subtract({ days: 1 });
    const ends = Temporal.PlainDate.compare(last, first) > 0 ? ` – ${formats.shortDate(last)}` : '';
    return formats.shortDate(first) + ends;
  }
  const [begins, finishes] = [startOf(start, formats.zone), startOf(end, formats.zone)];
  return `${formats.shortDay(begins)}, ${formats.timeRange(begins, finishes)}`;
}

/** From when to when something moves; the day once where it stays. */
export function moveText(before: Span, after: Span, formats: Formats): string {
  const times = [spanText(before, formats), spanText(after, formats)];
  const [was, day] = times.map((text) => text.split(', ', 1)[0]);
  return `${times[0]} → ${was === day && !isAllDay(after.start) ? times[1]!.slice(`${day}, `.length) : times[1]}`;
}
