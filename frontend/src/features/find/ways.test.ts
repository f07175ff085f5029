import { describe, expect, it } from 'vitest';
import { dayIn } from '@/lib/time/day';
import { instantOf } from '@/lib/time/moment';
import type { Question } from './question';
import { boundsOf, searchAt, searchOf } from './searching';
import { minutesIn, relaxed, type Relaxation } from './ways';
import { topicsOf } from './live';

const question: Question = {
  people: [{ kind: 'person', id: 'ben', optional: false }],
  enough: 2, rooms: [], seats: 8, equipment: ['screen'], minutes: 45,
  first: '2026-11-24', last: '2026-11-27', inHours: true, before: 10, after: 0,
};
const change = (said: Partial<Relaxation['change']> & Pick<Relaxation['change'], 'kind'>) => relaxed(question, said as Relaxation['change'], 'Europe/Paris');

describe('a way out', () => {
  it('is the question with one thing less', () => {
    expect(change({ kind: 'make_optional', person_id: 'ben' }).people).toEqual([{ kind: 'person', id: 'ben', optional: true }]);
    expect(change({ kind: 'shorter', duration: 'PT1H30M' }).minutes).toBe(90);
    expect(change({ kind: 'outside_hours' }).inHours).toBe(false);
    expect(change({ kind: 'without_room' })).toMatchObject({ seats: null, equipment: [] });
    expect(change({ kind: 'smaller_room', rooms: { any_of: null, capacity: 4, equipment: ['screen'] } })).toMatchObject({ seats: 4, equipment: ['screen'] });
    expect(change({ kind: 'lower_quorum', quorums: [{ name: 'enough', at_least: 1, of: [] }] }).enough).toBe(1);
    expect(change({ kind: 'lower_quorum', quorums: [{ name: 'enough', at_least: 0, of: [] }] }).enough).toBeNull();
  });

  it('looks on for whole days of the reader', () => {
    const window = { from: '2026-11-23T23:00:00Z', to: '2026-11-30T10:45:00Z' };
    expect(change({ kind: 'wider_window', window })).toMatchObject({ first: '2026-11-24', last: '2026-11-30' });
  });

  it('knows how long a duration is', () => {
    expect([minutesIn('PT45M'), minutesIn('PT1H'), minutesIn('PT24H')]).toEqual([45, 60, 1440]);
  });
});

describe('what the server is asked', () => {
  const now = instantOf('2026-11-24T10:07:00+01:00');

  it('is not about what is over', () => {
    const { from, to } = boundsOf(question, 'Europe/Paris', now);
    expect(from).toBe(instantOf('2026-11-24T10:15:00+01:00'));
    expect(to).toBe(dayIn(Temporal.PlainDate.from('2026-11-27'), 'Europe/Paris').end);
  });

  it('names everybody, how many are enough, the room and the time around', () => {
    const search = searchOf(question, { required: ['ben'], optional: ['kim'] }, boundsOf(question, 'Europe/Paris', now))!;
    expect(search).toMatchObject({
      duration: 'PT45M',
      quorums: [{ name: 'enough', at_least: 1, of: ['kim'] }],
      rooms: { any_of: null, capacity: 8, equipment: ['screen'] },
      buffers: { before: 'PT10M', after: 'PT0M' },
    });
    expect(searchAt(search, now, now + 60_000)).toMatchObject({ window: { from: '2026-11-24T09:07:00Z', to: '2026-11-24T09:08:00Z' }, limit: 1 });
  });

  it('is nothing where nobody is chosen', () => {
    expect(searchOf(question, { required: [], optional: [] }, boundsOf(question, 'UTC', now))).toBeNull();
  });
});

it('listens to the calendars for the time that is looked at', () => {
  const [from, to] = [instantOf('2026-12-01T00:00:00Z'), instantOf('2026-12-08T00:00:00Z')];
  expect(topicsOf(['ben'], ['blue'], { from, to })).toEqual([
    'calendar:ben/20261201T000000Z/20261208T000000Z',
    'room:blue/20261201T000000Z/20261208T000000Z',
  ]);
});
