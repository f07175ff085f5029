/** Dates in a row, as views and links name them. Weekdays are ISO: Monday is 1. */

export function todayIn(zone: string, now: number = Date.now()): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
}

/** A date from a link, or null when the text is not a date this product shows (years 1970 to 9998). */
export function parseDate(text: string | null): Temporal.PlainDate | null {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  try {
    const date = Temporal.PlainDate.from(text);
    return date.year >= 1970 && date.year <= 9998 ? date : null;
  } catch {
    return null;
  }
}

const chosenDays: Readonly<Record<string, number>> = { mon: 1, sat: 6, sun: 7 };

/** First day of the week: the one that the locale names (its fw), else its custom, else Monday. */
export function firstWeekday(locale: string): number {
  const chosen = chosenDays[/-u-(?:.*-)?fw-(\w{3})/.exec(locale)?.[1] ?? ''];
  if (chosen) return chosen;
  const about = new Intl.Locale(locale) as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  return (about.getWeekInfo?.() ?? about.weekInfo)?.firstDay ?? 1;
}

export function startOfWeek(date: Temporal.PlainDate, first: number): Temporal.PlainDate {
  return date.subtract({ days: (date.dayOfWeek - first + 7) % 7 });
}

export function daysFrom(first: Temporal.PlainDate, count: number): Temporal.PlainDate[] {
  return Array.from({ length: count }, (_, index) => first.add({ days: index }));
}

/** Six weeks that hold the month of `date`, for a month grid. */
export function monthGrid(date: Temporal.PlainDate, first: number): Temporal.PlainDate[] {
  return daysFrom(startOfWeek(date.with({ day: 1 }), first), 42);
}

/** Months touched by a row of dates, as first-of-month dates. */
export function monthsOf(days: readonly Temporal.PlainDate[]): Temporal.PlainDate[] {
  const months = new Map(days.map((day) => [day.toPlainYearMonth().toString(), day.with({ day: 1 })]));
  return [...months.values()];
}

/** First instants of a month and of the next one, RFC 3339. */
export function monthWindow(firstOfMonth: Temporal.PlainDate, zone: string): { from: string; to: string } {
  const edge = (date: Temporal.PlainDate) => date.toZonedDateTime(zone).toInstant().toString();
  return { from: edge(firstOfMonth), to: edge(firstOfMonth.add({ months: 1 })) };
}

const epoch = () => Temporal.PlainDate.from('1970-01-01');

/** A date as the number of days since 1 January 1970, so that days can be counted and compared. */
export function dayNumber(date: Temporal.PlainDate): number {
  return epoch().until(date, { largestUnit: 'day' }).days;
}

export function dateOfNumber(number: number): Temporal.PlainDate {
  return epoch().add({ days: number });
}
