import { describe, expect, it } from 'vitest';
import type { CalendarEntry } from '@/lib/api/types';
import { dayIn } from '@/lib/time/day';
import { instantOf } from '@/lib/time/moment';
import { daysFrom } from '@/lib/time/range';
import { blockOf } from './blocks';
import { weekOf } from './month';
import { movedTo, type MoveForm } from './move-form';

const monday = Temporal.PlainDate.from('2026-11-23');
const week = daysFrom(monday, 7).map((date) => dayIn(date, 'Asia/Kathmandu'));

function block(id: string, start: object, end: object) {
  return blockOf({ meeting_id: id, person_id: 'ana', room_id: null, original_start: null, repeats: false, start, end } as CalendarEntry, 'Asia/Kathmandu');
}
const timed = (id: string, start: string, end: string) =>
  block(id, { date_time: start, time_zone: 'UTC', utc: start }, { date_time: end, time_zone: 'UTC', utc: end });

describe('a week of a month', () => {
  const trip = block('trip', { date: '2026-11-24' }, { date: '2026-11-27' });
  const night = timed('night', '2026-11-23T16:00:00Z', '2026-11-23T20:00:00Z');
  const talks = ['a', 'b', 'c'].map((id, hour) => timed(id, `2026-11-24T0${hour + 3}:00:00Z`, `2026-11-24T0${hour + 4}:00:00Z`));

  it('draws each from its first day, over as many as it lasts on the reader’s wall', () => {
    const { days } = weekOf(week, [trip, night], 4);
    expect(days.map(({ starting }) => starting.map(({ block: { entry }, columns }) => [entry.meeting_id, columns]))).toEqual([
      [['night', 2]], [['trip', 3]], [], [], [], [], [],
    ]);
  });

  it('counts what has no row, and still knows all of a day', () => {
    const tuesday = weekOf(week, [trip, ...talks], 3).days[1]!;
    expect([tuesday.starting.length, tuesday.hidden, tuesday.all.length]).toEqual([2, 2, 4]);
  });
});

describe('where to, in fields', () => {
  const form: MoveForm = { allDay: false, date: '2026-11-24', last: '2026-11-25', start: '09:30', end: '10:15' };

  it('is read on the clocks of the zone', () => {
    expect(movedTo(form, 'America/St_Johns')).toEqual({ start: instantOf('2026-11-24T13:00:00Z'), end: instantOf('2026-11-24T13:45:00Z'), allDay: false });
    expect(movedTo({ ...form, end: '09:00' }, 'UTC')!.end).toBe(instantOf('2026-11-25T09:00:00Z'));
  });

  it('can be whole days', () => {
    expect(movedTo({ ...form, allDay: true }, 'UTC')).toEqual({ start: instantOf('2026-11-24T00:00:00Z'), end: instantOf('2026-11-26T00:00:00Z'), allDay: true });
    expect(movedTo({ ...form, allDay: true, last: '2026-11-23' }, 'UTC')).toBeNull();
  });

  it('is nothing while a field is empty', () => {
    expect([movedTo({ ...form, date: '' }, 'UTC'), movedTo({ ...form, end: '' }, 'UTC')]).toEqual([null, null]);
  });
});
