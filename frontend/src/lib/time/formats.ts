import type { Display } from '../display';
import { cityOf, offsetOf } from './zones';

type Options = Intl.DateTimeFormatOptions;

/**
 * The one place that turns time into words. Instants are epoch milliseconds and are shown in the person's zone
 * unless another is named; dates are dates and never pass through a zone.
 */
export class Formats {
  /** Whether the locale reads 3 PM rather than 15:00. */
  readonly twelveHours: boolean;
  private readonly clock: Options;
  /** French says le 1er, and 2, 3, 4. */
  private readonly first: string;
  private readonly cache = new Map<string, Intl.DateTimeFormat>();

  constructor(
    readonly locale: string,
    readonly zone: string,
  ) {
    const { hourCycle } = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions();
    this.twelveHours = hourCycle === 'h12' || hourCycle === 'h11';
    this.first = locale.startsWith('fr') ? '1er' : '1';
    this.clock = { hour: this.twelveHours ? 'numeric' : '2-digit', minute: '2-digit' };
  }

  time(instant: number, zone = this.zone): string {
    return this.format({ ...this.clock, timeZone: zone }).format(instant);
  }

  /** "09:30 – 10:15", "9:30 – 10:15 AM": the period once when shared, and no "Uhr", which a single time has not either. */
  timeRange(start: number, end: number, zone = this.zone): string {
    const sameDay = this.dayKey(start, zone) === this.dayKey(end, zone);
    if (!sameDay) return `${this.time(start, zone)} – ${this.shortDay(end, zone)}, ${this.time(end, zone)}`;
    return this.format({ ...this.clock, timeZone: zone }).formatRange(start, end).replace(/\s*–\s*/u, ' – ').replace(/\s?Uhr$/u, '');
  }

  /** "09" or "9 AM", for the gutter. */
  hour(hour: number): string {
    if (!this.twelveHours) return this.wallTime(hour * 60);
    return this.format({ hour: 'numeric', timeZone: 'UTC' }).format(hour * 3_600_000);
  }

  /** Minutes after midnight as a clock reads them, without a date. */
  wallTime(minutes: number): string {
    return this.format({ ...this.clock, timeZone: 'UTC' }).format(minutes * 60_000);
  }

  /** "Tuesday 24 November" in the locale's order. */
  longDay(instant: number, zone = this.zone): string {
    return this.write({ weekday: 'long', day: 'numeric', month: 'long', timeZone: zone }, instant);
  }

  /** "Tue 24 Nov". */
  shortDay(instant: number, zone = this.zone): string {
    return this.write({ weekday: 'short', day: 'numeric', month: 'short', timeZone: zone }, instant);
  }

  /** "Friday 27 November 2026, 14:05:09": to the second, where it is evidence. */
  exact(instant: number, zone = this.zone): string {
    const options = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', second: '2-digit', timeZone: zone } as const;
    return this.write({ ...this.clock, ...options }, instant);
  }

  /** "24 Nov 2026". */
  day(instant: number, zone = this.zone): string {
    return this.write({ day: 'numeric', month: 'short', year: 'numeric', timeZone: zone }, instant);
  }

  date(date: Temporal.PlainDate, options: Options): string {
    return this.write({ ...options, timeZone: 'UTC' }, atNoon(date));
  }

  longDate(date: Temporal.PlainDate): string {
    return this.date(date, { weekday: 'long', day: 'numeric', month: 'long' });
  }

  shortDate(date: Temporal.PlainDate): string {
    return this.date(date, { weekday: 'short', day: 'numeric', month: 'short' });
  }

  /** "16 – 22 November 2026", "30 Nov – 6 Dec 2026"; one day alone carries its weekday. */
  dateRange(first: Temporal.PlainDate, last: Temporal.PlainDate): string {
    if (first.equals(last)) {
      return this.date(first, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
    }
    const month = first.month === last.month ? 'long' : 'short';
    const parts = this.format({ day: 'numeric', month, year: 'numeric', timeZone: 'UTC' }).formatRangeToParts(atNoon(first), atNoon(last));
    return this.joined(parts);
  }

  /** "Nov", with the year when it is not this one: a phone's heading. */
  month(date: Temporal.PlainDate, thisYear: number): string {
    return this.date(date, date.year === thisYear ? { month: 'short' } : { month: 'short', year: 'numeric' });
  }

  monthAndYear(date: Temporal.PlainDate): string {
    return this.date(date, { month: 'long', year: 'numeric' });
  }

  /** "Paris, GMT+1" on that instant. */
  zoneLabel(instant: number, zone = this.zone): string {
    return `${cityOf(zone)}, ${offsetOf(zone, instant)}`;
  }

  /** Whole days by which a zone's calendar differs from mine at an instant: −1, 0 or 1. */
  dayShift(instant: number, zone: string): number {
    const at = Temporal.Instant.fromEpochMilliseconds(instant);
    const mine = at.toZonedDateTimeISO(this.zone).toPlainDate();
    return mine.until(at.toZonedDateTimeISO(zone).toPlainDate(), { largestUnit: 'day' }).days;
  }

  /** "in 20 minutes", "now", "2 hours ago". */
  relative(instant: number, now: number): string {
    const minutes = Math.round((instant - now) / 60_000);
    const words = new Intl.RelativeTimeFormat(this.locale, { numeric: 'auto' });
    if (minutes === 0) return words.format(0, 'second');
    if (Math.abs(minutes) < 60) return words.format(minutes, 'minute');
    if (Math.abs(minutes) < 36 * 60) return words.format(Math.round(minutes / 60), 'hour');
    return words.format(Math.round(minutes / 1440), 'day');
  }

  /** "2h", "1h 30m", "1 Std. 30 Min.": outside English the narrow units are no words. Milliseconds. */
  duration(length: number): string {
    const minutes = Math.round(length / 60_000);
    const unitDisplay = this.locale.startsWith('en') ? 'narrow' : 'short';
    const part = (value: number, unit: string) => new Intl.NumberFormat(this.locale, { style: 'unit', unit, unitDisplay }).format(value);
    const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
    return [...(hours > 0 ? [part(hours, 'hour')] : []), ...(rest > 0 || hours === 0 ? [part(rest, 'minute')] : [])].join(' ');
  }

  /** The same of what was: a clock that turns by the minute never says that it is still to come. */
  ago(instant: number, now: number): string {
    return this.relative(Math.min(instant, now), now);
  }

  /** Whether numeric dates begin with the month here. */
  get monthFirst(): boolean {
    const parts = this.format({ day: 'numeric', month: 'numeric', timeZone: 'UTC' }).formatToParts(0);
    return parts.find(({ type }) => type === 'day' || type === 'month')?.type === 'month';
  }

  /** "the title, the place and the room". */
  list(items: readonly string[]): string {
    return new Intl.ListFormat(this.locale, { type: 'conjunction' }).format(items);
  }

  private dayKey(instant: number, zone: string): string {
    return this.format({ year: 'numeric', month: 'numeric', day: 'numeric', timeZone: zone }).format(instant);
  }

  private write(options: Options, instant: number): string {
    const format = this.format(options);
    return options.day && options.month ? this.joined(format.formatToParts(instant)) : format.format(instant);
  }

  /** Days that stand beside their month. */
  private joined(parts: readonly Intl.DateTimeFormatPart[]): string {
    return parts.map(({ type, value }) => (type === 'day' && value === '1' ? this.first : value)).join('');
  }

  private format(options: Options): Intl.DateTimeFormat {
    const key = JSON.stringify(options);
    const cached = this.cache.get(key);
    if (cached) return cached;
    const made = new Intl.DateTimeFormat(this.locale, options);
    this.cache.set(key, made);
    return made;
  }
}

function atNoon(date: Temporal.PlainDate): number {
  return Date.UTC(date.year, date.month - 1, date.day, 12);
}

/** What a reader can want otherwise than their language has it. */
export type Customs = Pick<Display, 'hour_cycle' | 'first_day'>;

/** Where each language is at home, for readers who do not say which of its countries is theirs. */
const homes: Record<string, string> = { en: 'en-GB', de: 'de-DE', fr: 'fr-FR', ar: 'ar-EG', 'en-XA': 'en-GB' };

/**
 * The language of the page with the habits of the reader's own country, if their browser names one of that language:
 * English words between German dates read as neither. Customs of their own are a part of it (Unicode's extensions hc
 * and fw), so that every format and field follows them.
 */
export function readingLocale(spoken: string, preferred: readonly string[], { hour_cycle, first_day }: Customs): string {
  const language = spoken.slice(0, 2);
  const locale = preferred.find((each) => each.toLowerCase().startsWith(`${language}-`)) ?? homes[spoken] ?? spoken;
  const firstDay = first_day === 'automatic' ? '' : `-fw-${first_day.slice(0, 3)}`;
  const hours = { automatic: '', '12': '-hc-h12', '24': '-hc-h23' }[hour_cycle];
  // One kind of digits on a page: those that the typeface has, all of one width.
  const digits = language === 'ar' ? '-nu-latn' : '';
  const customs = `${firstDay}${hours}${digits}`;
  return `${locale.replace(/-u-.*/i, '')}${customs && `-u${customs}`}`;
}
