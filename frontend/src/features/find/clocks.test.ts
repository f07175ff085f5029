import { expect, it } from 'vitest';
import { Formats } from '@/lib/time/formats';
import { instantOf } from '@/lib/time/moment';
import { clocksOf, worstOf, type Attendee } from './clocks';

const paris = new Formats('en-GB', 'Europe/Paris');
const at = instantOf('2026-11-24T15:00:00+01:00');
const person = (id: string, zone: string, outside = false): Attendee => ({ id, zone, outside });

it('puts people together whose clocks show the same, whatever their cities are called', () => {
  const clocks = clocksOf(at, [person('kim', 'America/New_York'), person('ana', 'Europe/Berlin'), person('me', 'Europe/Paris'), person('raj', 'Asia/Kathmandu')], paris);
  expect(clocks.map(({ zone, people }) => [zone, people])).toEqual([
    ['Europe/Paris', ['ana', 'me']],
    ['America/New_York', ['kim']],
    ['Asia/Kathmandu', ['raj']],
  ]);
  expect(clocks.map(({ wall }) => wall)).toEqual([15 * 60, 9 * 60, 19 * 60 + 45]);
});

it('says on which day it is there', () => {
  const late = instantOf('2026-11-24T15:00:00Z');
  const clocks = clocksOf(late, [person('aki', 'Pacific/Auckland'), person('moe', 'Pacific/Pago_Pago')], new Formats('en-GB', 'UTC'));
  expect(clocks.map(({ zone, shift }) => [zone, shift])).toEqual([
    ['Pacific/Pago_Pago', 0],
    ['Pacific/Auckland', 1],
  ]);
});

it('asks most of whoever is farthest from the middle of a day, and outside their hours', () => {
  const clocks = clocksOf(at, [person('me', 'Europe/Paris'), person('kim', 'America/Los_Angeles', true), person('aki', 'Asia/Tokyo', true)], paris);
  // 06:00 there, 23:00 there.
  expect(worstOf(clocks)?.people).toEqual(['aki']);
  expect(worstOf(clocksOf(at, [person('me', 'Europe/Paris')], paris))).toBeNull();
});
