import { expect, it } from 'vitest';
import type { AuditEntry } from '@/lib/api/types';
import { differences, doerOf, lastChanges } from './trail';

it('shows what was and what is, and the rest as it stands', () => {
  const details = { changes: { registration: { old: 'invite', new: 'open' }, roles: { old: [], new: ['guest', 'member'] } }, device: 'Phone', seen: { a: 1 }, gone: null };
  expect(differences(details as never)).toEqual([
    { name: 'registration', old: 'invite', new: 'open' },
    { name: 'roles', old: '–', new: 'guest, member' },
    { name: 'device', old: null, new: 'Phone' },
    { name: 'seen', old: null, new: '{"a":1}' },
    { name: 'gone', old: null, new: '–' },
  ]);
});

it('finds who changed a setting last', () => {
  const entry = (id: string, ...names: string[]) => ({ id, details: { changes: Object.fromEntries(names.map((name) => [name, {}])) } }) as unknown as AuditEntry;
  const last = lastChanges([entry('3', 'registration'), entry('2', 'registration', 'organisation_name'), entry('1', 'organisation_name')]);
  expect([last.get('registration')?.id, last.get('organisation_name')?.id, last.get('other')]).toEqual(['3', '2', undefined]);
});


it('names who joined, whoever entered the account, and nobody else', () => {
  const entry = (kind: string, actor_name: string | null) => ({ kind, actor_name, details: { name: 'Zoé' } }) as unknown as AuditEntry;
  expect(doerOf(entry('person.joined', null))).toBe('Zoé');
  expect(doerOf(entry('person.joined', 'Ana'))).toBe('Ana');
  expect(doerOf(entry('room.added', null))).toBeNull();
});
