import { describe, expect, it } from 'vitest';
import { Formats, readingLocale } from './formats';
import { usual } from '../display';
import { instantOf } from './moment';
import { firstWeekday } from './range';
import { cityOf, offsetOf, searchZones } from './zones';

const paris = new Formats('en-GB', 'Europe/Paris');
const plain = (text: string) => text.replace(/[\u2009\u202f\u00a0]/g, ' ');

describe('times in words', () => {
  const morning = instantOf('2026-12-01T08:30:00Z');
  const later = instantOf('2026-12-01T09:15:00Z');

  it('shows the person’s zone by default and any other by name', () => {
    expect(plain(paris.timeRange(morning, later))).toMatch(/^09:30\s?–\s?10:15$/);
    expect(plain(paris.timeRange(morning, later, 'Asia/Kathmandu'))).toMatch(/^14:15\s?–\s?15:00$/);
  });

  it('says the period once when both ends share it', () => {
    expect(plain(new Formats('en-US', 'Europe/Paris').timeRange(morning, later))).toMatch(/^9:30\s?–\s?10:15 AM$/);
  });

  it('names the day when a meeting ends on another one', () => {
    const late = instantOf('2026-12-01T22:30:00Z');
    expect(paris.timeRange(late, instantOf('2026-12-01T23:30:00Z'))).toBe('23:30 – Wed 2 Dec, 00:30');
  });

  it('names offsets as they are on that date', () => {
    expect(paris.zoneLabel(morning)).toBe('Paris, GMT+1');
    expect(paris.zoneLabel(instantOf('2026-07-01T08:30:00Z'))).toBe('Paris, GMT+2');
    expect(offsetOf('America/St_Johns', morning)).toBe('GMT−3:30');
    expect(offsetOf('Pacific/Kiritimati', morning)).toBe('GMT+14');
  });

  it('says by how many days another zone’s date differs', () => {
    const evening = instantOf('2026-12-01T20:00:00Z');
    expect(paris.dayShift(evening, 'Pacific/Kiritimati')).toBe(1);
    expect(paris.dayShift(morning, 'Pacific/Pago_Pago')).toBe(-1);
    expect(paris.dayShift(morning, 'Europe/London')).toBe(0);
  });

  it('writes dates without passing through any zone', () => {
    for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
      const formats = new Formats('en-GB', zone);
      expect(formats.longDate(Temporal.PlainDate.from('2026-11-24'))).toMatch(/^Tuesday,? 24 November$/);
    }
  });

  it('says how long something is', () => {
    expect([30, 60, 90, 0].map((minutes) => plain(paris.duration(minutes * 60_000)))).toEqual(['30m', '1h', '1h 30m', '0m']);
    expect(plain(new Formats('de-DE', 'Europe/Berlin').duration(90 * 60_000))).toBe('1 Std. 30 Min.');
  });

  it('writes a week in one line', () => {
    const french = new Formats('fr-FR', 'Europe/Paris');
    const first = Temporal.PlainDate.from('2026-12-01');
    expect([french.longDate(first), french.shortDate(first.add({ days: 1 })), french.date(first, { day: 'numeric' })]).toEqual(['mardi 1er décembre', 'mer. 2 déc.', '1']);
    expect(plain(french.dateRange(first, first.add({ days: 3 })))).toMatch(/^1er\s?– ?4 décembre 2026$/);
    const week = (first: string, last: string) => plain(paris.dateRange(Temporal.PlainDate.from(first), Temporal.PlainDate.from(last)));
    expect(week('2026-11-16', '2026-11-22')).toMatch(/^16\s?–\s?22 November 2026$/);
    expect(week('2026-11-30', '2026-12-06')).toMatch(/^30 Nov\s?–\s?6 Dec 2026$/);
  });
});

describe('zones', () => {
  it('are known by city and found by city, region or offset', () => {
    expect(cityOf('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
    expect(searchZones('new york', 0)).toContain('America/New_York');
    expect(searchZones('gmt+5:45', 1.7e12)).toContain('Asia/Kathmandu');
    expect(searchZones('', 0, ['Europe/Paris'])[0]).toBe('Europe/Paris');
  });
});

it('reads dates in the language of the page, with the habits of the reader’s own country', () => {
  expect(readingLocale('en', ['fr-FR', 'en-US'], usual)).toBe('en-US');
  expect(readingLocale('en', ['fr-FR'], usual)).toBe('en-GB');
  expect(readingLocale('de', ['en-US', 'de-AT'], usual)).toBe('de-AT');
  expect(readingLocale('fr', ['fr', 'en-US'], usual)).toBe('fr-FR');
  expect(readingLocale('ar', ['en-US'], usual)).toBe('ar-EG-u-nu-latn');
});

it('says a stretch in German as it says a time', () => {
  const formats = new Formats('de-DE', 'Europe/Paris');
  expect(plain(formats.timeRange(instantOf('2026-12-01T08:30:00Z'), instantOf('2026-12-01T09:15:00Z')))).toBe('09:30 – 10:15');
});

it('says days and times as each language does', () => {
  const evening = instantOf('2026-12-01T17:30:00Z');
  const told = (language: string) => {
    const formats = new Formats(readingLocale(language, [], usual), 'Europe/Paris');
    return plain(`${formats.longDay(evening)}, ${formats.time(evening)}`);
  };
  expect(told('de')).toBe('Dienstag, 1. Dezember, 18:30');
  expect(told('fr')).toBe('mardi 1er décembre, 18:30');
  expect(told('ar')).toBe('الثلاثاء، 1 ديسمبر, 6:30 م');
});

it('follows customs of the reader’s own before those of the language', () => {
  const locale = readingLocale('en', ['en-US'], { hour_cycle: '24', first_day: 'monday' });
  expect(new Formats(locale, 'UTC').time(instantOf('2026-11-27T15:05:00Z'))).toBe('15:05');
  expect(firstWeekday(locale)).toBe(1);
  const other = readingLocale('en', ['en-GB'], { hour_cycle: '12', first_day: 'saturday' });
  expect(new Formats(other, 'UTC').time(instantOf('2026-11-27T15:05:00Z'))).toMatch(/^3:05\spm$/i);
  expect(new Formats(other, 'UTC').time(instantOf('2026-11-27T00:05:00Z'))).toMatch(/^12:05\sam$/i);
  expect(firstWeekday(other)).toBe(6);
});

it('says of what was that it is now, while the clock still shows the minute before', () => {
  const minute = instantOf('2026-11-27T15:05:00Z');
  expect(paris.ago(minute + 40_000, minute)).toBe('now');
  expect(paris.ago(minute - 180_000, minute)).toBe('3 minutes ago');
});

it('is exact to the second where it is evidence', () => {
  expect(paris.exact(instantOf('2026-11-27T15:05:09Z'))).toMatch(/Friday,? 27 November 2026.* 16:05:09/);
});
