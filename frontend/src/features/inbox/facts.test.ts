import { expect, it } from 'vitest';
import type { Notification } from '@/lib/api/types';
import { Formats } from '@/lib/time/formats';
import { factsOf, whenOf } from './facts';

const formats = new Formats('en-GB', 'UTC');
const at = (hour: number) => ({ date_time: `2026-11-24T${hour}:00:00`, time_zone: 'UTC', utc: `2026-11-24T${hour}:00:00Z` });
const span = (hour: number) => ({ start: at(hour), end: at(hour + 1) });

function told(facts: Record<string, unknown>): Notification {
  return {
    id: '1', kind: 'moved', needs_you: true, sentence: '', meeting: { id: 'm', title: 'Review' },
    original_start: null, count: 1, facts, at: '2026-11-27T10:00:00Z', read_at: null, done_at: null,
  snoozed_until: null,
  };
}

it('says when it is, when it was before, and when it is proposed to be', () => {
  expect(whenOf(factsOf(told(span(14))), formats)).toBe('Tue 24 Nov, 14:00 – 15:00');
  expect(whenOf(factsOf(told({ ...span(16), before: span(14) })), formats)).toBe(
    'Tue 24 Nov, 14:00 – 15:00 → 16:00 – 17:00',
  );
  expect(whenOf(factsOf(told({ ...span(16), before: span(16) })), formats)).toBe('Tue 24 Nov, 16:00 – 17:00');
  const proposed = factsOf(told({ ...span(10), proposal: { id: 'p', ...span(12) } }));
  expect(proposed.proposal?.id).toBe('p');
  expect(whenOf(proposed, formats)).toBe('Tue 24 Nov, 10:00 – 11:00 → 12:00 – 13:00');
});

it('does without what is not there, or is not what it should be', () => {
  const facts = factsOf(told({ by: 7, answers: 'x', start: null }));
  expect([facts.by, facts.title, facts.answers, facts.span, whenOf(facts, formats)]).toEqual(['', 'Review', [], null, '']);
});

it('takes guest and status from the one answer', () => {
  const { guest, status } = factsOf(told({ answers: [{ guest: 'Ben', status: 'declined' }] }));
  expect([guest, status]).toEqual(['Ben', 'declined']);
});
