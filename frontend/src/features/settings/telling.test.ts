import { expect, it } from 'vitest';
import { channelsOf, grouped, groups, leads, minutesOfDuration, offered, offeredDays, turned } from './telling';

const ways = { in_app: true, email: false, push: true };
const kinds = { invited: ways, answered: ways, reminder: ways, told_later: ways } as never;

it('shows the kinds that the server has, and those it adds in the last group', () => {
  expect(grouped(kinds)).toEqual([
    ['invitations', ['invited']],
    ['answers', ['answered']],
    ['words', []],
    ['rooms', []],
    ['self', ['reminder', 'told_later']],
  ]);
  expect(new Set(Object.values(groups).flat()).size).toBe(Object.values(groups).flat().length);
});

it('shows the ways that the server has, to devices where one can ring', () => {
  expect(channelsOf(kinds, false)).toEqual(['in_app', 'email']);
  expect(channelsOf(kinds, true)).toEqual(['in_app', 'email', 'push']);
});

it('turns one kind by one way and leaves the rest', () => {
  expect(turned(kinds, 'invited', 'email', true)).toEqual({ ...(kinds as object), invited: { ...ways, email: true } });
});

it('offers what was chosen elsewhere as well', () => {
  expect(offered(leads, ['PT3H', 'PT5M'], String)).toEqual([...leads, 'PT3H']);
  expect(offeredDays([{ days_before: 1, at: '17:00' }, { days_before: 2, at: '06:30' }]).map(({ key }) => key)).toEqual([
    '0 08:00',
    '1 17:00',
    '7 09:00',
    '2 06:30',
  ]);
});

it.each([
  ['PT0S', 0],
  ['PT1H30M', 90],
  ['P1D', 1440],
  ['P1W', 10_080],
  ['soon', null],
])('reads %s as %s minutes', (text, minutes) => expect(minutesOfDuration(text)).toBe(minutes));
