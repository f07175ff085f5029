import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hueOf, hues } from '@/components/hues';
import type { CalendarEntry, WorkingHours } from '@/lib/api/types';
import { cellsPerDay } from '@/lib/grid/half-hours';
import { openingMinute, percent, restOf, snap, stretchOn } from '@/lib/grid/scale';
import { dayIn } from '@/lib/time/day';
import { instantOf } from '@/lib/time/moment';
import { agendaOf } from './agenda';
import { blockOf, blocksOf, isMovable, lookOf, runsOn } from './blocks';
import { cellsOf, monthStep, step } from './cells';
import { common, workOn } from './hours';
import { fit, lanesOf, weekLanesOf } from './lanes';
import { mostColumns, pack, type Span } from './pack';
import { datesOf, pageBy } from './paging';
import { layoutOf, parseView, viewFor } from './view';

const date = (text: string) => Temporal.PlainDate.from(text);

function entry(over: Partial<CalendarEntry> = {}): CalendarEntry {
  const moment = (utc: string) => ({ date_time: utc.slice(0, 19), time_zone: 'UTC', utc });
  return {
    meeting_id: 'm1',
    original_start: null,
    person_id: 'ana',
    room_id: null,
    start: moment('2026-11-24T09:00:00Z'),
    end: moment('2026-11-24T10:00:00Z'),
    title: 'Design review',
    location: null,
    conference_url: null,
    state: 'scheduled',
    visibility: 'private',
    busy_only: false,
    response: 'accepted',
    host_id: 'ben',
    guest_count: 2,
    repeats: false,
    version: 1,
    ...over,
  };
}

describe('scale', () => {
  const tuesday = dayIn(date('2026-11-24'), 'Europe/Paris');

  it('cuts a meeting to the day it is drawn on', () => {
    expect(stretchOn(tuesday, instantOf('2026-11-24T08:00:00Z'), instantOf('2026-11-24T09:30:00Z'))).toEqual({
      from: 540,
      to: 630,
      before: false,
      after: false,
    });
    const night = [instantOf('2026-11-24T22:00:00Z'), instantOf('2026-11-25T02:00:00Z')] as const;
    expect(stretchOn(tuesday, ...night)).toMatchObject({ from: 1380, to: 1440, after: true });
    expect(stretchOn(dayIn(date('2026-11-25'), 'Europe/Paris'), ...night)).toMatchObject({ from: 0, to: 180, before: true });
    expect(stretchOn(dayIn(date('2026-11-26'), 'Europe/Paris'), ...night)).toBeNull();
  });

  it('snaps and never leaves the day', () => {
    expect(snap(554, 15)).toBe(540);
    expect(snap(1440, 30)).toBe(1410);
    expect(snap(-3, 30)).toBe(0);
    expect(percent(720)).toBe('50.0000%');
  });

  it('opens where something is to be seen', () => {
    expect(openingMinute(600, null)).toBe(510);
    expect(openingMinute(null, 420)).toBe(390);
    expect(openingMinute(null, null)).toBe(450);
    expect(openingMinute(30, null)).toBe(0);
  });
});

describe('pack', () => {
  const span = (key: string, from: number, to: number): Span => ({ key, from, to });

  it('gives a lone meeting the whole width and two overlapping ones half each', () => {
    const { places } = pack([span('a', 0, 60), span('b', 120, 180), span('c', 150, 200)]);
    expect(places.get('a')).toEqual({ column: 0, width: 1, columns: 1 });
    expect(places.get('b')).toEqual({ column: 0, width: 1, columns: 2 });
    expect(places.get('c')).toEqual({ column: 1, width: 1, columns: 2 });
  });

  it('lets a meeting grow to the right while nothing is there', () => {
    const { places } = pack([span('long', 0, 240), span('b', 0, 60), span('c', 0, 60), span('late', 90, 150)]);
    expect(places.get('late')).toEqual({ column: 1, width: 2, columns: 3 });
  });

  it('shows four at most and counts the rest', () => {
    const { places, more } = pack(['a', 'b', 'c', 'd', 'e', 'f'].map((key) => span(key, 0, 60)));
    expect(places.size).toBe(3);
    expect(more).toEqual([{ keys: ['d', 'e', 'f'], from: 0, to: 60, column: 3, width: 1, columns: 4 }]);
  });

  it('never draws one over another, and loses none', () => {
    const spans = fc.array(fc.tuple(fc.integer({ min: 0, max: 1400 }), fc.integer({ min: 1, max: 300 })), { maxLength: 30 });
    fc.assert(
      fc.property(spans, (raw) => {
        const all = raw.map(([from, length], index) => span(`${index}`, from, from + length));
        const { places, more } = pack(all);
        expect(places.size + more.reduce((sum, { keys }) => sum + keys.length, 0)).toBe(all.length);
        const drawn = all.flatMap((one) => {
          const place = places.get(one.key);
          return place ? [{ ...one, ...place }] : [];
        });
        for (const a of drawn) {
          expect(a.columns).toBeLessThanOrEqual(mostColumns);
          expect(a.column + a.width).toBeLessThanOrEqual(a.columns);
          for (const b of drawn) {
            if (a === b || a.from >= b.to || b.from >= a.to) continue;
            expect(a.column + a.width <= b.column || b.column + b.width <= a.column).toBe(true);
          }
        }
      }),
    );
  });
});

describe('blocks', () => {
  it('appear once however many windows hold them, and not when declined', () => {
    const blocks = blocksOf([[entry(), entry({ meeting_id: 'm2', response: 'declined' })], [entry()]], 'UTC');
    expect(blocks.map(({ key }) => key)).toHaveLength(1);
  });

  it('keep all-day dates in every zone', () => {
    for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Europe/Paris']) {
      const block = blockOf(entry({ start: { date: '2026-11-24' }, end: { date: '2026-11-26' } }), zone);
      expect(['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26'].map((day) => runsOn(block, date(day)))).toEqual([
        false,
        true,
        true,
        false,
      ]);
    }
  });

  it('are moved by their host alone, and keep their name on the way', () => {
    expect([isMovable(blockOf(entry(), 'UTC'), 'ben'), isMovable(blockOf(entry(), 'UTC'), 'ana')]).toEqual([true, false]);
    expect(isMovable(blockOf(entry({ state: 'cancelled' }), 'UTC'), 'ben')).toBe(false);
    const [before, after] = ['20261124T090000Z', '20261125T090000Z'].map((original_start) => blockOf(entry({ original_start }), 'UTC').key);
    expect(before).toBe(after);
    const dates = ['20261124T090000Z', '20261125T090000Z'].map((original_start) => blockOf(entry({ original_start, repeats: true }), 'UTC').key);
    expect(dates[0]).not.toBe(dates[1]);
  });

  it('look as they stand: the host’s own are settled, others follow the answer', () => {
    expect(lookOf(entry({ response: 'needs_action' }), 'ana')).toBe('needs_action');
    expect(lookOf(entry({ response: 'needs_action' }), 'ben')).toBe('accepted');
    expect(lookOf(entry({ state: 'cancelled' }), 'ben')).toBe('cancelled');
    expect(lookOf(entry({ busy_only: true, title: null }), 'ana')).toBe('busy');
  });
});

describe('cells', () => {
  const tuesday = dayIn(date('2026-11-24'), 'UTC');

  it('know what takes place in each half hour', () => {
    const cells = cellsOf(tuesday, [blockOf(entry(), 'UTC')]);
    expect(cells).toHaveLength(cellsPerDay);
    expect(cells.filter(({ blocks }) => blocks.length > 0).map(({ minute }) => minute)).toEqual([540, 570]);
  });

  it('mark the half hours that clock changes skip or repeat', () => {
    const minutes = (day: string, what: 'skipped' | 'repeated') =>
      cellsOf(dayIn(date(day), 'Europe/Paris'), []).filter((cell) => cell[what]).map(({ minute }) => minute);
    expect(minutes('2026-03-29', 'skipped')).toEqual([120, 150]);
    expect(minutes('2026-10-25', 'repeated')).toEqual([120, 150]);
  });

  it('follow the arrows, grow with shift, and turn the page at the edge', () => {
    const at = { day: 1, cell: 18, length: 1 };
    expect(step(at, 'ArrowDown', false, 7)).toEqual({ kind: 'stay', cursor: { day: 1, cell: 19, length: 1 } });
    expect(step({ ...at, length: 2 }, 'ArrowDown', true, 7)).toEqual({ kind: 'stay', cursor: { ...at, length: 3 } });
    expect(step({ ...at, length: 3 }, 'Enter', false, 7)).toEqual({ kind: 'create', cursor: { ...at, length: 3 } });
    expect(step({ ...at, day: 6 }, 'ArrowRight', false, 7)).toEqual({ kind: 'page', by: 1, cursor: { ...at, day: 0 } });
    expect(step({ ...at, day: 0 }, 'ArrowLeft', false, 7)).toEqual({ kind: 'page', by: -1, cursor: { ...at, day: 6 } });
    expect(step(at, 'x', false, 7)).toBeNull();
    expect(step(at, 'End', false, 7, true)).toEqual({ kind: 'stay', cursor: { day: 6, cell: cellsPerDay - 1, length: 1 } });
    expect(step(at, 'ArrowDown', false, 7, true)).toBeNull();
  });
});

describe('views', () => {
  it('fit the width: a phone never gets seven columns', () => {
    expect([360, 800, 1280].map((width) => viewFor(width, null))).toEqual(['day', '3', 'week']);
    expect((['week', 'month', 'agenda', '5'] as const).map((wished) => viewFor(360, wished))).toEqual(['day', 'month', 'agenda', 'day']);
    expect(viewFor(800, 'week')).toBe('week');
  });

  it('are what links may say', () => {
    expect(['week', '2', '9', '1', '10', 'three', null].map(parseView)).toEqual(['week', '2', '9', null, null, null, null]);
    expect((['5', 'month', 'agenda'] as const).map(layoutOf)).toEqual(['hours', 'month', 'agenda']);
  });

  it('show a week from its first day and page by what they show', () => {
    expect(datesOf('week', date('2026-11-25'), 1).map(String)[0]).toBe('2026-11-23');
    expect(datesOf('3', date('2026-11-25'), 1).map(String)).toEqual(['2026-11-25', '2026-11-26', '2026-11-27']);
    expect(datesOf('month', date('2026-11-25'), 1).map(String)[0]).toBe('2026-10-26');
    expect(pageBy('3', date('2026-11-25'), -1).toString()).toBe('2026-11-22');
    expect(pageBy('month', date('2026-01-31'), 1).toString()).toBe('2026-02-01');
  });
});

describe('a month', () => {
  it('is walked by days and weeks, and turns at its ends', () => {
    const walk = (key: string) => monthStep(date('2026-11-25'), key, 1)?.toString();
    expect(['ArrowLeft', 'ArrowDown', 'Home', 'End', 'PageUp', 'x'].map(walk)).toEqual(['2026-11-24', '2026-12-02', '2026-11-23', '2026-11-29', '2026-10-25', undefined]);
  });

  it('puts what lasts for days above, and counts what has no row', () => {
    const lanes = weekLanesOf([
      { key: 'early', first: 0, last: 0 },
      { key: 'late', first: 0, last: 0 },
      { key: 'days', first: 0, last: 2 },
      { key: 'alone', first: 1, last: 1 },
    ]);
    expect(lanes.map(({ key, lane }) => [key, lane])).toEqual([['days', 0], ['early', 1], ['late', 2], ['alone', 1]]);
    const { shown, hidden } = fit(lanes, 3, 2);
    expect(shown.map(({ key }) => key)).toEqual(['days', 'alone']);
    expect(hidden).toEqual([['early', 'late'], [], []]);
  });

  it('loses nothing and draws nothing twice, whatever fits', () => {
    const spans = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 })), { maxLength: 30 });
    fc.assert(
      fc.property(spans, fc.integer({ min: 1, max: 6 }), (raw, rows) => {
        const all = raw.map(([a, b], index) => ({ key: `${index}`, first: Math.min(a, b), last: Math.max(a, b) }));
        const { shown, hidden } = fit(weekLanesOf(all), 7, rows);
        for (const span of all) {
          const drawn = shown.some(({ key }) => key === span.key);
          for (let column = span.first; column <= span.last; column += 1) expect(hidden[column]!.includes(span.key)).toBe(!drawn);
        }
        hidden.forEach((keys, column) => {
          const used = shown.filter(({ first, last }) => first <= column && column <= last).map(({ lane }) => lane);
          expect(new Set(used).size).toBe(used.length);
          expect(used.length + (keys.length > 0 ? 1 : 0)).toBeLessThanOrEqual(rows);
        });
      }),
    );
  });
});

describe('working hours', () => {
  const week = { monday: [], tuesday: [{ start: '09:00', end: '12:00' }, { start: '13:00', end: '17:30' }], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };
  const hours: WorkingHours = { person_id: 'ana', version: 1, time_zone: 'Europe/Paris', weekly: week, exceptions: [{ date: '2026-12-01', windows: [] }], out_of_office: [], moves: [] };

  it('are read on the clocks of who works, and drawn on ours', () => {
    expect(workOn(date('2026-11-24'), 'Europe/Paris', hours)).toEqual([{ from: 540, to: 720 }, { from: 780, to: 1050 }]);
    expect(workOn(date('2026-11-24'), 'Asia/Kathmandu', hours)).toEqual([{ from: 825, to: 1005 }, { from: 1065, to: 1335 }]);
    expect(workOn(date('2026-11-25'), 'Pacific/Kiritimati', hours)).toEqual([{ from: 0, to: 60 }, { from: 120, to: 390 }]);
    expect(workOn(date('2026-12-01'), 'Europe/Paris', hours)).toEqual([]);
  });

  it('leave the rest of the day, and have a common part', () => {
    expect(restOf([{ from: 540, to: 720 }, { from: 780, to: 1050 }])).toEqual([{ from: 0, to: 540 }, { from: 720, to: 780 }, { from: 1050, to: 1440 }]);
    expect(common([[{ from: 540, to: 1020 }], [{ from: 480, to: 600 }, { from: 900, to: 1100 }]])).toEqual([{ from: 540, to: 600 }, { from: 900, to: 1020 }]);
  });
});

describe('the agenda', () => {
  const utc = (time: string) => ({ date_time: `2026-11-24T${time}:00`, time_zone: 'UTC', utc: `2026-11-24T${time}:00Z` });
  const blocks = blocksOf([[
    entry(),
    entry({ meeting_id: 'm2', start: utc('09:30'), end: utc('09:45') }),
    entry({ meeting_id: 'm3', start: utc('12:00'), end: utc('12:30') }),
    entry({ meeting_id: 'm4', start: { date: '2026-11-24' }, end: { date: '2026-11-25' } }),
  ]], 'UTC');
  const dates = ['2026-11-23', '2026-11-24', '2026-11-25'].map(date);

  it('has the days with something in them, and today, with the time between', () => {
    const days = agendaOf(dates, blocks, 'UTC', () => [{ from: 480, to: 1080 }], instantOf('2026-11-23T10:00:00Z'));
    expect(days.map(({ day, rows }) => [day.date.toString(), rows.map((row) => (row.kind === 'free' ? (row.end - row.start) / 60_000 : row.block.entry.meeting_id))])).toEqual([
      ['2026-11-23', []],
      ['2026-11-24', ['m4', 'm1', 'm2', 120, 'm3']],
    ]);
  });

  it('offers no time that is past or not for work', () => {
    const rows = (now: string, from: number) => agendaOf(dates, blocks, 'UTC', () => [{ from, to: 1080 }], instantOf(now))[0]!.rows.filter(({ kind }) => kind === 'free');
    expect(rows('2026-11-24T11:00:00Z', 480)).toEqual([{ kind: 'free', start: instantOf('2026-11-24T11:00:00Z'), end: instantOf('2026-11-24T12:00:00Z') }]);
    expect(rows('2026-11-24T11:45:00Z', 480)).toEqual([]);
    expect(rows('2026-11-24T01:00:00Z', 720)).toEqual([]);
  });
});

it('gives whole days the first row with room', () => {
  const lanes = lanesOf([
    { key: 'b', first: 2, last: 2 },
    { key: 'a', first: 0, last: 3 },
    { key: 'c', first: 4, last: 6 },
  ]);
  expect(lanes.map(({ key, lane }) => [key, lane])).toEqual([['a', 0], ['b', 1], ['c', 0]]);
});

it('gives everybody one of the twelve colours, always the same', () => {
  expect(hues).toContain(hueOf('0199-ana'));
  expect(hueOf('0199-ana')).toBe(hueOf('0199-ana'));
  expect(new Set(Array.from({ length: 200 }, (_, index) => hueOf(`person-${index}`))).size).toBe(12);
});
