import { describe, expect, it } from 'vitest';
import type { ChangeEvent, Guest, Meeting } from '@/lib/api/types';
import { MemoryKeeper } from '@/lib/keeper';
import { instantOf } from '@/lib/time/moment';
import { DraftStore, resumed, worthKeeping } from './draft';
import { sameMember, withAnswer, withChange } from './changes';
import { groupsOf, guestOf, involves } from './guests';
import { reactionTo } from './live';
import { changeBetween, emptyForm, endDate, formOf, meetingSchema, movedEnd, newMeetingOf, spanOf } from './schema';

const paris = 'Europe/Paris';
const form = { ...emptyForm(instantOf('2026-12-01T08:30:00Z'), instantOf('2026-12-01T09:15:00Z'), paris), title: 'Review' };

const person = (id: string) => ({ id, name: id, email: `${id}@example.org`, time_zone: paris });

function guest(id: string, status: Guest['response']['status']): Guest {
  return {
    id: `guest-${id}`,
    person: person(id),
    email: `${id}@example.org`,
    name: id,
    role: 'required',
    response: { status, comment: '', at: null },
    responses: {},
    only_on: null,
    not_on: [],
    waiting_place: null,
  };
}

function meeting(over: Partial<Meeting> = {}): Meeting {
  return {
    id: 'm1',
    uid: 'm1@convene',
    version: 3,
    state: 'scheduled',
    title: 'Review',
    description: '',
    location: '',
    visibility: 'private',
    conference_url: null,
    start: { date_time: '2026-12-01T09:30:00', time_zone: paris, utc: '2026-12-01T08:30:00Z' },
    end: { date_time: '2026-12-01T10:15:00', time_zone: paris, utc: '2026-12-01T09:15:00Z' },
    recurrence: null,
    recurrence_sentence: null,
    exceptions: [],
    split_from: null,
    exclusive: false,
    capacity: null,
    guests_can: { invite: false, modify: false, see_guests: true },
    transparent: false,
    host: person('ana'),
    guests: [guest('ben', 'declined'), guest('chloe', 'accepted'), guest('dan', 'needs_action')],
    rooms: [],
    cancellation_reason: '',
    guests_reminded_at: null,
    continued_by: [],
    created_at: '2026-11-23T08:00:00Z',
    updated_at: '2026-11-23T08:00:00Z',
    ...over,
  };
}

describe('the meeting form', () => {
  it('starts with the slot that was chosen, in the person’s zone', () => {
    expect(form).toMatchObject({ date: '2026-12-01', start: '09:30', end: '10:15', zone: paris });
  });

  it('ends on the next day when the end is not after the start', () => {
    const night = { date: '2026-12-31', start: '23:30', end: '00:30', lastDate: '2026-12-31' };
    expect(endDate(night)).toBe('2027-01-01');
    expect(endDate({ ...night, lastDate: '2027-01-02' })).toBe('2027-01-02');
    expect(newMeetingOf({ ...form, start: '23:30', end: '00:30' }).end).toEqual({
      date_time: '2026-12-02T00:30:00',
      time_zone: paris,
    });
  });

  it('keeps its length when the start moves, across a clock change too', () => {
    expect(movedEnd(form, { date: '2026-12-01', time: '14:00' })).toEqual({ end: '14:45', lastDate: '2026-12-01' });
    const before = { ...form, date: '2026-03-28', lastDate: '2026-03-28' };
    expect(movedEnd(before, { date: '2026-03-29', time: '01:30' }).end).toBe('03:15');
    expect(movedEnd({ ...form, lastDate: '2026-12-03' }, { date: '2026-12-10', time: '09:30' }).lastDate).toBe('2026-12-12');
  });

  it('knows no span while a field is empty', () => {
    expect(spanOf({ ...form, start: '' })).toBeNull();
    expect(spanOf(form)).toEqual({ start: instantOf('2026-12-01T08:30:00Z'), end: instantOf('2026-12-01T09:15:00Z') });
  });

  it('wants a title and a real link', () => {
    const faults = meetingSchema.safeParse({ ...form, title: ' ', conference: 'javascript:alert(1)' }).error?.issues;
    expect(faults?.map(({ path, message }) => [path[0], message])).toEqual([
      ['title', 'required'],
      ['conference', 'link'],
    ]);
  });

  it('sends only what was changed', () => {
    const before = formOf(meeting());
    expect(changeBetween(before, before)).toEqual({});
    expect(changeBetween(before, { ...before, location: 'Blue room' })).toEqual({ location: 'Blue room' });
    expect(Object.keys(changeBetween(before, { ...before, end: '11:00' }))).toEqual(['start', 'end']);
  });

  it('changes an all-day meeting without touching its days', () => {
    const before = formOf(meeting({ start: { date: '2026-12-01' }, end: { date: '2026-12-03' } }));
    expect(changeBetween(before, { ...before, title: 'Retreat' })).toEqual({ title: 'Retreat' });
  });
});

describe('a draft', () => {
  const fresh = emptyForm(instantOf('2026-12-05T10:00:00Z'), instantOf('2026-12-05T10:30:00Z'), paris);

  it('survives closing the sheet and moves to the newly chosen time', async () => {
    const keeper = new MemoryKeeper();
    const store = new DraftStore(keeper, 'ana');
    store.keep(form);
    expect(await new DraftStore(keeper, 'ben').read()).toBeNull();
    expect(resumed(await store.read(), fresh)).toMatchObject({ title: 'Review', date: '2026-12-05', start: '11:00' });
    store.drop();
    expect(await store.read()).toBeNull();
  });

  it('is kept for seven days', async () => {
    let now = 0;
    const store = new DraftStore(new MemoryKeeper(() => now), 'ana');
    store.keep(form);
    now = 7 * 86_400_000 - 1;
    expect(await store.read()).toEqual(form);
    now += 1;
    expect(await store.read()).toBeNull();
  });

  it('is kept only when something was typed', () => {
    expect(worthKeeping({ ...form, title: ' ' })).toBe(false);
    expect(worthKeeping(form)).toBe(true);
  });
});

describe('guests', () => {
  it('are grouped: going, waiting, declined', () => {
    expect(groupsOf(meeting()).map(({ status, guests }) => [status, guests.length])).toEqual([
      ['accepted', 1],
      ['needs_action', 1],
      ['declined', 1],
    ]);
  });

  it('are those whose news it is, with the host', () => {
    expect(['ana', 'ben', 'zoe'].map((id) => involves(meeting(), id))).toEqual([true, true, false]);
  });

  it('change only their own answer', () => {
    const answered = withAnswer(meeting(), 'dan', 'accepted');
    expect(guestOf(answered, 'dan')?.response.status).toBe('accepted');
    expect(guestOf(answered, 'ben')?.response.status).toBe('declined');
  });
});

describe('changes', () => {
  it('show new times with their instant at once', () => {
    const moved = withChange(meeting(), { start: { date_time: '2026-12-01T14:00:00', time_zone: paris } });
    expect(moved.start).toMatchObject({ utc: '2026-12-01T13:00:00Z' });
    expect(moved.end).toEqual(meeting().end);
  });

  it('are in dispute only where both touched the same member', () => {
    const theirs = meeting({ location: 'Attic', version: 4 });
    expect(sameMember(meeting(), theirs, 'title')).toBe(true);
    expect(sameMember(meeting(), theirs, 'location')).toBe(false);
    expect(sameMember(meeting(), theirs, 'start')).toBe(true);
  });
});

describe('events', () => {
  const event = (version: number, type = 'meeting') => ({ version, subject: { type, id: 'm1' } }) as ChangeEvent;

  it('refresh what is older and leave alone what is ours, known or not a meeting', () => {
    expect(reactionTo(event(4), 3, false)).toBe('refresh');
    expect(reactionTo(event(4), null, false)).toBe('refresh');
    expect(reactionTo(event(4), 4, false)).toBe('nothing');
    expect(reactionTo(event(4), 3, true)).toBe('nothing');
    expect(reactionTo(event(4, 'person'), 3, false)).toBe('nothing');
  });
});
