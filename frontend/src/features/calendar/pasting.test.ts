import { expect, it } from 'vitest';
import { rfc3339 } from '@/lib/time/moment';
import { placed, spotOf } from './pasting';

const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds;
const said = ({ start, end, allDay }: ReturnType<typeof placed>) => [rfc3339(start), rfc3339(end), allDay];

it('reads the spot of a cell', () => {
  expect(spotOf('2026-12-01 545')).toEqual({ date: '2026-12-01', time: '09:05' });
  expect(spotOf('2026-12-01')).toEqual({ date: '2026-12-01', time: null });
  expect([spotOf(undefined), spotOf('soon')]).toEqual([null, null]);
});

it('puts a meeting there with its length, in real time', () => {
  const block = { start: at('2026-10-24T21:00:00Z'), end: at('2026-10-24T22:30:00Z'), dates: null };
  expect(said(placed(block, { date: '2026-12-01', time: '10:00' }, 'Europe/Paris'))).toEqual(['2026-12-01T09:00:00Z', '2026-12-01T10:30:00Z', false]);
  expect(said(placed(block, { date: '2026-12-01', time: null }, 'Europe/Paris'))).toEqual(['2026-12-01T22:00:00Z', '2026-12-01T23:30:00Z', false]);
});

it('keeps whole days whole, as many as there were', () => {
  const dates = { first: Temporal.PlainDate.from('2026-03-07'), after: Temporal.PlainDate.from('2026-03-10') };
  const put = placed({ start: 0, end: 0, dates }, { date: '2026-10-31', time: '12:00' }, 'America/New_York');
  expect(said(put)).toEqual(['2026-10-31T04:00:00Z', '2026-11-03T05:00:00Z', true]);
});
