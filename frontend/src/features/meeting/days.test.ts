import { expect, it } from 'vitest';
import type { ListedMeeting } from '@/lib/api/types';
import { byDay, linkOf, windowOf, wishOf } from './days';

const at = (utc: string) => ({ date_time: utc.slice(0, 19), time_zone: 'UTC', utc });
const timed = (id: string, utc: string) => ({ id, start: at(utc), end: at(utc) }) as ListedMeeting;

it('puts each meeting under the day on which it begins for the reader', () => {
  const late = timed('late', '2026-11-27T23:30:00Z');
  const days = (zone: string) =>
    byDay([timed('noon', '2026-11-27T12:00:00Z'), late], zone).map(({ date, meetings }) => [date, meetings.map(({ id }) => id)]);
  expect(days('UTC')).toEqual([['2026-11-27', ['noon', 'late']]]);
  expect(days('Europe/Paris')).toEqual([['2026-11-27', ['noon']], ['2026-11-28', ['late']]]);
});

it('leaves whole days where they are, in every zone', () => {
  const off = { id: 'off', start: { date: '2026-12-10' }, end: { date: '2026-12-12' } } as ListedMeeting;
  for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) expect(byDay([off], zone)[0]!.date).toBe('2026-12-10');
});

it('reads what a link asks for, and asks for it again', () => {
  const wish = (query: string) => wishOf(new URLSearchParams(query));
  expect(wish('show=past&q=budget')).toEqual({ shelf: 'past', words: 'budget' });
  expect(wish('show=__proto__')).toEqual({ shelf: 'upcoming', words: '' });
  expect(wish(`q=${'x'.repeat(300)}`).words).toHaveLength(200);
  expect(linkOf({ shelf: 'upcoming', words: '  ' })).toBe('/meetings/');
  expect(linkOf({ shelf: 'drafts', words: 'a & b' })).toBe('/meetings/?show=drafts&q=a+%26+b');
});

it('looks ahead for a year, and back by months that touch', () => {
  const day = 86_400_000;
  expect(windowOf('upcoming', 0, 0)).toEqual({ from: 0, to: 365 * day });
  expect(windowOf('past', 0, 1).to).toBe(windowOf('past', 0, 0).from);
  const { from, to } = windowOf('drafts', 0, 0);
  expect(to - from).toBeLessThanOrEqual(400 * day);
});
