import { describe, expect, it } from 'vitest';
import { fieldsAfter, fieldsOf, instantOf, minutesBetween, momentAt, startOf } from './moment';
import { daysFrom, firstWeekday, monthGrid, monthsOf, monthWindow, parseDate, startOfWeek, todayIn } from './range';

const date = (text: string) => Temporal.PlainDate.from(text);

describe('rows of dates', () => {
  it('start the week where the locale does', () => {
    expect(startOfWeek(date('2026-11-22'), 1).toString()).toBe('2026-11-16');
    expect(startOfWeek(date('2026-11-22'), 7).toString()).toBe('2026-11-22');
    expect(firstWeekday('en-GB')).toBe(1);
  });

  it('hold a whole month in six weeks', () => {
    const grid = monthGrid(date('2026-11-23'), 1);
    expect([grid[0], grid[41]].map(String)).toEqual(['2026-10-26', '2026-12-06']);
  });

  it('name the months they touch and each month’s window in a zone', () => {
    expect(monthsOf(daysFrom(date('2026-11-30'), 7)).map(String)).toEqual(['2026-11-01', '2026-12-01']);
    expect(monthWindow(date('2026-11-01'), 'America/New_York')).toEqual({
      from: '2026-11-01T04:00:00Z',
      to: '2026-12-01T05:00:00Z',
    });
  });

  it.each([null, '', 'tomorrow', '2026-02-30', '2026-1-1', '0001-01-01'])('refuse %j as a date', (text) => {
    expect(parseDate(text)).toBeNull();
  });

  it('know that today depends on where one is', () => {
    const now = instantOf('2026-11-23T10:30:00Z');
    expect(todayIn('Pacific/Kiritimati', now).toString()).toBe('2026-11-24');
    expect(todayIn('Pacific/Pago_Pago', now).toString()).toBe('2026-11-22');
  });
});

describe('moments', () => {
  it('carry wall time and zone; the server’s utc is trusted when there', () => {
    expect(momentAt('2026-12-01', '09:30', 'Europe/Paris')).toEqual({
      date_time: '2026-12-01T09:30:00',
      time_zone: 'Europe/Paris',
    });
    const utc = '2026-12-01T08:30:00Z';
    expect(startOf({ date_time: '2026-12-01T09:30:00', time_zone: 'Europe/Paris', utc }, 'UTC')).toBe(instantOf(utc));
  });

  it('keep all-day dates where they are', () => {
    expect(fieldsOf(startOf({ date: '2026-12-01' }, 'Pacific/Pago_Pago'), 'Pacific/Pago_Pago').date).toBe('2026-12-01');
  });

  it('measure real minutes across a clock change', () => {
    const start = { date: '2026-03-29', time: '01:30' };
    expect(minutesBetween(start, { date: '2026-03-29', time: '03:30' }, 'Europe/Paris')).toBe(60);
    expect(fieldsAfter(start, 60, 'Europe/Paris')).toEqual({ date: '2026-03-29', time: '03:30' });
  });
});
