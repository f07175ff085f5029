import { describe, expect, it } from 'vitest';
import type { Guest, Meeting, Occurrence } from '@/lib/api/types';
import { chosenDate, entryOf, instantOfName, isJoinTime, lengthOf, onDate, zonesOf } from './one-date';

const moment = (hour: number, day = '01') => ({
  date_time: `2026-12-${day}T${String(hour).padStart(2, '0')}:00:00`, time_zone: 'UTC', utc: `2026-12-${day}T${String(hour).padStart(2, '0')}:00:00Z`,
});
const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds;
const answer = (status: Guest['response']['status']) => ({ status, comment: '', at: null });

function guest(name: string, more: Partial<Guest> = {}): Guest {
  return {
    id: name, person: { id: name, name, email: '', time_zone: 'Europe/Paris' }, email: '', name, role: 'required',
    response: answer('needs_action'), responses: {}, only_on: null, not_on: [], waiting_place: null, ...more,
  };
}

function occurrence(name: string, day: string, state: Occurrence['state'] = 'scheduled'): Occurrence {
  return {
    meeting_id: 'm', original_start: name, start: moment(9, day), end: moment(10, day), state, title: 'This once', description: 'd',
    location: 'Here', conference_url: null, exclusive: false, transparent: false, cancellation_reason: '', own: [], rooms: [], lacks: [], response: null,
  };
}

const series = {
  title: 'Weekly', start: moment(9), end: moment(10), state: 'scheduled', guests: [],
  host: { id: 'ana', name: 'Ana', email: '', time_zone: 'Asia/Kolkata' },
} as unknown as Meeting;

describe('a series on one of its dates', () => {
  it('says what that date says, and leaves a single meeting as it is', () => {
    const shown = onDate(series, occurrence('20261208T090000Z', '08', 'cancelled'));
    expect([shown.title, shown.location, shown.state, shown.start]).toEqual(['This once', 'Here', 'cancelled', moment(9, '08')]);
    expect(onDate(series, null)).toBe(series);
  });

  it('has the guests of that date, with what they answered to it', () => {
    const name = '20261208T090000Z';
    const guests = [
      guest('a', { responses: { [name]: answer('declined') } }), guest('b', { response: answer('accepted') }),
      guest('c', { only_on: ['20261201T090000Z'] }), guest('d', { not_on: [name] }),
    ];
    const shown = onDate({ ...series, guests }, occurrence(name, '08'));
    expect(shown.guests.map((each) => [each.id, each.response.status])).toEqual([['a', 'declined'], ['b', 'accepted']]);
  });
});

it('shows the date that is on, else the next that takes place, else the last', () => {
  const dates = [occurrence('1', '01'), occurrence('8', '08', 'cancelled'), occurrence('15', '15')];
  const chosen = (now: string) => chosenDate(dates, at(now), 'UTC')?.original_start;
  expect([chosen('2026-12-01T09:30:00Z'), chosen('2026-12-01T10:00:00Z'), chosen('2027-01-01T00:00:00Z')]).toEqual(['1', '15', '15']);
  expect(chosenDate([], 0, 'UTC')).toBeNull();
  expect(chosenDate([occurrence('8', '08', 'cancelled')], 0, 'UTC')?.original_start).toBe('8');
});

it('reads names of dates', () => {
  expect(instantOfName('20261201T090000Z')).toBe(at('2026-12-01T09:00:00Z'));
  expect(instantOfName('20261201')).toBe(at('2026-12-01T00:00:00Z'));
  expect([instantOfName('tomorrow'), instantOfName('20261399')]).toEqual([null, null]);
});

it('knows how long it takes, and when to join', () => {
  expect(lengthOf(series, 'UTC')).toBe(60);
  expect(lengthOf({ start: { date: '2026-12-01' }, end: { date: '2026-12-02' } }, 'UTC')).toBeNull();
  expect([isJoinTime(600_000, 900_000, 0), isJoinTime(600_001, 900_000, 0), isJoinTime(0, 900_000, 900_000)]).toEqual([true, false, false]);
});

it('groups its people by where they are, mine first', () => {
  const meeting = { ...series, guests: [guest('b'), guest('c'), guest('ana')] };
  expect(zonesOf(meeting, 'Asia/Kolkata')).toEqual([
    { zone: 'Asia/Kolkata', names: ['Ana'] },
    { zone: 'Europe/Paris', names: ['b', 'c'] },
    { zone: 'UTC', names: [] },
  ]);
});

it('is what a calendar would show of it, so that it can be moved', () => {
  const shown = { id: 'm', host: { id: 'ana' }, start: { date: '2026-12-01' }, end: { date: '2026-12-02' }, guests: [{}, {}], version: 4 } as unknown as Meeting;
  expect(entryOf(shown, '20261201')).toMatchObject({ meeting_id: 'm', original_start: '20261201', repeats: true, start: shown.start, end: shown.end, guest_count: 2, version: 4 });
  expect(entryOf(shown, null)).toMatchObject({ original_start: null, repeats: false });
});
