import { expect, it } from 'vitest';
import { factsOf, keyOf, partsOf } from './words';

const figures = {
  jobs: [{ name: 'zone rules', last_failure: 'StorageUnavailable', last_failure_code: 'storage_unavailable' }],
  queues: [{ name: 'letters', lag_seconds: 340.4 }],
  untold_events: { put_aside: 1, parked: 3 },
} as never;
const trouble = (part: string) => ({ part, detail: 'in English' });

it('names what the server names as the catalogue does', () => {
  expect(keyOf('person.role_changed')).toBe('person_role_changed');
  expect(keyOf('zone rules')).toBe('zone_rules');
});

it('tells of a trouble by its part and the figures beside it', () => {
  expect(partsOf(trouble('jobs/zone rules'))).toEqual({ kind: 'jobs', name: 'zone rules' });
  expect(partsOf(trouble('worker'))).toEqual({ kind: 'worker', name: '' });
  expect(factsOf(trouble('jobs/zone rules'), figures).cause).toBe('storage_unavailable');
  expect(factsOf(trouble('queues/letters'), figures).count).toBe(340);
  expect(factsOf(trouble('events'), figures).count).toBe(3);
});
