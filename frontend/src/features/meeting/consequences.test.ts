import { expect, it } from 'vitest';
import type { SeriesEdit } from '@/lib/api/types';
import { consequencesOf } from './consequences';

const affected = (change: string) => ({ meeting_id: 'm1', original_start: 'x', change, before: null, after: null });

function edit(over: object = {}): SeriesEdit {
  return {
    dry_run: true,
    affected: [],
    more: 0,
    answers: { kept: 0, asked_again: [], lost: 0 },
    exceptions: { kept: 0, lost: [] },
    messages: { kept: 0, lost: [] },
    agendas_and_minutes: { kept: 0, lost: [] },
    told: [],
    conflicts: [],
    offers: [],
    ...over,
  } as unknown as SeriesEdit;
}

it('counts dates by what becomes of them, and those that are not listed with the most', () => {
  const all = edit({ affected: ['removed', 'moved', 'moved'].map(affected), more: 20 });
  expect(consequencesOf(all)).toMatchObject({ dates: [{ change: 'moved', count: 22 }, { change: 'removed', count: 1 }], count: 23 });
});

it('says who is told why, and who has to answer again', () => {
  const told = ['Ben', 'Kim'].map((name) => ({ guest_id: name, name, why: 'moved' }));
  const all = edit({
    told: [...told, { guest_id: 'z', name: 'Zoe', why: 'uninvited' }],
    answers: { kept: 1, asked_again: [{ guest_id: 'Ben', name: 'Ben', dates: 3 }], lost: 2 },
  });
  expect(consequencesOf(all)).toMatchObject({
    told: [{ why: 'moved', names: ['Ben', 'Kim'] }, { why: 'uninvited', names: ['Zoe'] }],
    askedAgain: ['Ben'],
    answersLost: 2,
  });
});

it('names what is lost', () => {
  const lost = [{ original_start: 'a', count: 2 }, { original_start: 'b', count: 1 }];
  const all = edit({ exceptions: { kept: 1, lost: ['a'] }, agendas_and_minutes: { kept: 0, lost } });
  expect(consequencesOf(all)).toMatchObject({
    exceptionsKept: 1,
    exceptionsLost: ['a'],
    linesLost: 3,
  });
});
