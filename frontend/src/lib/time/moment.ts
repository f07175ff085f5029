import type { Moment, MomentDraft } from '@/lib/api/types';

export type TimedMoment = Extract<Moment, { date_time: string }>;
export type AllDayMoment = Extract<Moment, { date: string }>;

export function isAllDay(moment: Moment | MomentDraft): moment is AllDayMoment {
  return 'date' in moment;
}

/** Epoch milliseconds of an RFC 3339 text. */
export function instantOf(rfc3339: string): number {
  return Temporal.Instant.from(rfc3339).epochMilliseconds;
}

/** RFC 3339 in UTC, whole seconds. */
export function rfc3339(milliseconds: number): string {
  return Temporal.Instant.fromEpochMilliseconds(milliseconds).toString({ smallestUnit: 'second' });
}

/**
 * Epoch milliseconds of a moment. A date has no instant of its own: it is read as its first instant in `zone`,
 * which is right for ordering and for nothing else.
 */
export function startOf(moment: Moment | MomentDraft, zone: string): number {
  if (isAllDay(moment)) {
    return Temporal.PlainDate.from(moment.date).toZonedDateTime(zone).epochMilliseconds;
  }
  if ('utc' in moment && moment.utc) return instantOf(moment.utc);
  return Temporal.PlainDateTime.from(moment.date_time).toZonedDateTime(moment.time_zone).epochMilliseconds;
}

/** The zone a moment was meant in; all-day moments have none. */
export function zoneOf(moment: Moment): string | null {
  return isAllDay(moment) ? null : moment.time_zone;
}

/** What the server is told: wall-clock time in a zone (a skipped time moves forward, as RFC 5545 has it). */
export function momentAt(date: string, time: string, zone: string): MomentDraft {
  return { date_time: `${date}T${time.length === 5 ? `${time}:00` : time}`, time_zone: zone };
}

/** Date and HH:MM of an instant in a zone, as form fields hold them. */
export function fieldsOf(milliseconds: number, zone: string): { date: string; time: string } {
  const at = Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO(zone);
  return { date: at.toPlainDate().toString(), time: at.toPlainTime().toString({ smallestUnit: 'minute' }) };
}

/** Minutes between two wall-clock fields in a zone; negative when the end is earlier. */
export function minutesBetween(
  start: { date: string; time: string },
  end: { date: string; time: string },
  zone: string,
): number {
  const instant = (fields: { date: string; time: string }) =>
    Temporal.PlainDateTime.from(`${fields.date}T${fields.time}`).toZonedDateTime(zone).epochMilliseconds;
  return (instant(end) - instant(start)) / 60_000;
}

/** Fields moved by some minutes of real time. */
export function fieldsAfter(fields: { date: string; time: string }, minutes: number, zone: string) {
  const at = Temporal.PlainDateTime.from(`${fields.date}T${fields.time}`).toZonedDateTime(zone);
  return fieldsOf(at.epochMilliseconds + minutes * 60_000, zone);
}

/** The same time of the clock some days later, or earlier; epoch milliseconds. */
export function daysAfter(milliseconds: number, days: number, zone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO(zone).add({ days }).epochMilliseconds;
}
