import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { AvailabilitySlot } from '@/lib/api/types';
import { bestOf, startShown, suggestionOf } from './suggestions';

const hour = 3_600_000;
const slot = (start: number, length = 1) => ({ start: start * hour, end: (start + length) * hour });
const dayOf = (instant: number) => String(Math.floor(instant / (24 * hour)));

it('offers times worth choosing between, in the order in which they are good', () => {
  const found = [9, 9.25, 9.5, 12, 14.5, 33, 33.25, 57].map((start) => slot(start));
  expect(bestOf(found, dayOf).map(({ start }) => start / hour)).toEqual([9, 12, 33, 57, 14.5].sort((a, b) => a - b));
});

it('fills up with what does not overlap where there is no more', () => {
  expect(bestOf([9, 9.5, 10, 11].map((start) => slot(start)), dayOf).map(({ start }) => start / hour)).toEqual([9, 10, 11]);
});

it('never offers the same time twice, nor two that overlap, and always the best', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 60 }), (quarters) => {
      const found = quarters.map((quarter) => slot(quarter / 4));
      const best = bestOf(found, dayOf);
      expect(best[0]).toBe(found[0]);
      expect(best.length).toBeLessThanOrEqual(5);
      for (const one of best) for (const other of best) if (one !== other) expect(one.start >= other.end || other.start >= one.end).toBe(true);
    }),
  );
});

it('reads what the server says of a time', () => {
  const moment = (utc: string) => ({ date_time: utc.slice(0, 19), time_zone: 'UTC', utc });
  const said = suggestionOf(
    {
      start: moment('2026-11-24T15:00:00Z'),
      end: moment('2026-11-24T15:45:00Z'),
      score: 1,
      free: { required: ['ana'], optional: ['ben'], quorums: { enough: ['ben', 'kim'] } },
      rooms: ['blue'],
      local_times: [
        { person_id: 'ana', start: moment('2026-11-24T15:00:00Z'), outside_hours: false },
        { person_id: 'kim', start: moment('2026-11-24T15:00:00Z'), outside_hours: true },
      ],
      reasons: ['quorum', 'room'],
    } as unknown as AvailabilitySlot,
    'UTC',
  );
  expect(said).toMatchObject({ required: ['ana'], optional: ['ben', 'kim'], outside: ['kim'], rooms: ['blue'] });
  expect(said.end - said.start).toBe(45 * 60_000);
});

it('begins at the best time, at a way out where there is none, and in the morning where there is nothing', () => {
  const bounds = { from: 0, to: 48 * hour, zone: 'UTC' };
  const explain = { blocking: [], relaxations: [{ first_slot: { start: { date_time: '1970-01-01T14:00:00', time_zone: 'UTC', utc: '1970-01-01T14:00:00Z' } } }] };
  expect(startShown([slot(10)], explain as never, bounds)).toBe(10 * hour);
  expect(startShown([], explain as never, bounds)).toBe(14 * hour);
  expect(startShown([], null, bounds)).toBe(9 * hour);
});
