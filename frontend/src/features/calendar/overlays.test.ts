import { describe, expect, it } from 'vitest';
import type { CalendarEntry } from '@/lib/api/types';
import { blockOf } from './blocks';
import { calendarOf, huesOf, idOf, letterOf, merged, overlaysIn, overlaysText } from './overlays';
import { zonesIn } from './zones';

const id = (number: number) => `0199aaaa-0000-7000-8000-${`${number}`.padStart(12, '0')}`;
const at = (utc: string) => ({ date_time: utc.slice(0, 19), time_zone: 'UTC', utc });
const [me, ben, blue] = [id(1), id(2), id(3)];

function block(over: Partial<CalendarEntry>) {
  const times = { start: at('2026-11-24T09:00:00Z'), end: at('2026-11-24T10:00:00Z') };
  const entry = { meeting_id: 'm1', person_id: me, room_id: null, original_start: 'x', repeats: false, ...times, ...over };
  return blockOf(entry as CalendarEntry, 'UTC');
}

describe('calendars of others', () => {
  it('are read from links and written to them, ours and nonsense left out', () => {
    const text = `${ben},room:${blue},-${id(4)}`;
    const overlays = overlaysIn(`${text},${me},ana,room:,${ben}`, me);
    expect(overlays.map(({ kind, off }) => [kind, off ?? false])).toEqual([['person', false], ['room', false], ['person', true]]);
    expect(overlaysText(overlays)).toBe(text);
    expect(overlays.map(idOf)[1]).toBe(`room:${blue}`);
    expect(overlaysIn(Array.from({ length: 30 }, (_, number) => id(number + 5)).join(), me)).toHaveLength(10);
  });

  it('have each a colour of its own', () => {
    const overlays = Array.from({ length: 10 }, (_, number) => ({ kind: 'person' as const, id: id(number) }));
    expect(new Set(huesOf(overlays).values()).size).toBe(10);
  });

  it('have each a letter on paper, and none where there is but one', () => {
    const shown = [{ id: null }, { id: ben }, { id: blue }];
    expect([null, ben, blue, id(9)].map((whose) => letterOf(whose, shown))).toEqual(['A', 'B', 'C', undefined]);
    expect(letterOf(null, shown.slice(0, 1))).toBeUndefined();
  });

  it('show a meeting once, in ours where it stands there, and say in whose besides', () => {
    const theirs = block({ person_id: ben });
    const room = block({ person_id: null, room_id: blue });
    const found = merged([theirs, block({}), room], me);
    expect(found).toHaveLength(1);
    expect(calendarOf(found[0]!.block, me)).toBeNull();
    expect(found[0]!.with).toEqual([ben, blue]);
  });

  it('never take two times of being busy for one', () => {
    const busy = (hour: number) => block({ person_id: ben, meeting_id: null, start: at(`2026-11-24T0${hour}:00:00Z`) });
    expect(merged([busy(7), busy(8)], me)).toHaveLength(2);
  });

  it('of a series are one for each date', () => {
    const dates = ['a', 'b'].map((original_start) => block({ original_start, repeats: true }));
    expect(merged(dates, me)).toHaveLength(2);
  });
});

it('zones of links are real, others than ours, and three at the most', () => {
  expect(zonesIn('Asia/Kathmandu,Europe/Paris,Mars/Base,Asia/Kathmandu,America/St_Johns,Asia/Tokyo,UTC', 'Europe/Paris')).toEqual([
    'Asia/Kathmandu', 'America/St_Johns', 'Asia/Tokyo',
  ]);
  expect(zonesIn(null, 'UTC')).toEqual([]);
});
