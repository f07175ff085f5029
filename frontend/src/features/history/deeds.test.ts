import { expect, it } from 'vitest';
import type { Deed } from '@/lib/api/types';
import { aboutOf, sentenceOf, spansOf, toldOf } from './deeds';

let next = 100;
const ana = { id: 'ana', name: 'Ana' };

function deed(kind: string, minute: number, facts: Record<string, unknown> = {}, more: Partial<Deed> = {}): Deed {
  next -= 1;
  return {
    position: next, meeting_id: 'm', original_start: null, kind, at: `2026-12-01T09:${String(minute).padStart(2, '0')}:00Z`,
    actor: ana, on_behalf_of: null, facts, ...more,
  };
}

const guest = (name: string) => ({ guest: { name } });
const at = (hour: number) => ({ date_time: `2026-12-01T${hour}:00:00`, time_zone: 'UTC', utc: `2026-12-01T${hour}:00:00Z` });

it('tells in one sentence what one person did to many at once', () => {
  const told = toldOf([
    deed('guest.invited', 31, guest('Dan')), deed('guest.invited', 30, guest('Cara')), deed('guest.invited', 30, guest('Ben')),
    deed('guest.invited', 5, guest('Eve')), deed('guest.invited', 4, guest('Fay'), { actor: null }), deed('guest.responded', 3, guest('Eve')),
    deed('guest.responded', 3, guest('Ben')),
  ]);
  expect(told.map(({ names }) => names)).toEqual([['Ben', 'Cara', 'Dan'], ['Eve'], ['Fay'], ['Eve'], ['Ben']]);
});

it('knows the times that it moved from and to, and that were proposed', () => {
  const moved = deed('meeting.moved', 1, { start: at(15), end: at(16), before: { start: at(14), end: at(15) } });
  expect(spansOf(moved)).toEqual({ before: { start: at(14), end: at(15) }, after: { start: at(15), end: at(16) } });
  const proposed = deed('proposal.made', 1, { start: at(15), end: at(16), proposal: { start: at(10), end: at(11) } });
  expect(spansOf(proposed)).toEqual({ before: null, after: { start: at(10), end: at(11) } });
  expect([spansOf(deed('meeting.changed', 1)), spansOf(deed('meeting.moved', 1))]).toEqual([null, null]);
});

it('names the sentence of each', () => {
  const line = (more: Record<string, unknown>) => ({ line: { text: 'Write it', ...more } });
  expect([
    deed('meeting.scheduled', 1, { split_from: 'x' }), deed('meeting.cancelled', 1), deed('agenda_item.changed', 1, line({ state: 'running' })),
    deed('minutes.changed', 1, line({ done_at: '2026-12-01T09:00:00Z' })), deed('minutes.changed', 1, line({ done_at: null })),
    deed('minutes.added', 1, line({ kind: 'decision' })), deed('minutes.removed', 1, line({ kind: 'action' })),
  ].map(sentenceOf)).toEqual([
    'meeting_continued', 'meeting_cancelled', 'agenda_item_running', 'minutes_done', 'minutes_reopened', 'decision_added', 'action_removed',
  ]);
});

it('does without what is not there', () => {
  expect([aboutOf(deed('guest.invited', 1)), aboutOf(deed('x', 1, { team: { name: 'Design' } }))]).toEqual(['', 'Design']);
});
