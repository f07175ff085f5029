import { expect, it } from 'vitest';
import { factsOf, keyOf, partsOf, type Cause } from './words';

const figures = {
  jobs: [{ name: 'zone rules', last_failure: 'StorageUnavailable', last_failure_code: 'storage_unavailable' }],
  queues: [{ name: 'letters', lag_seconds: 340.4 }],
  mail: { failing: 2 },
  untold_events: { put_aside: 1, parked: 3 },
} as never;
const trouble = (part: string) => ({ part, detail: 'in English' });

it('names what the server names as the catalogue does', () => {
  expect(keyOf('person.role_changed')).toBe('person_role_changed');
  expect(keyOf('zone rules')).toBe('zone_rules');
});

it.each(['en', 'de', 'fr'])('has words for each cause (%s)', async (language) => {
  const { admin } = (await import(`../../messages/${language}.admin.json`)) as { admin: { mail: { causes: Record<Cause, string> } } };
  const causes = ['mail_server_silent', 'mail_server_unreachable', 'mail_sign_in_refused', 'out_of_reach', 'storage_unavailable', 'unforeseen'] as const satisfies Cause[];
  expect(Object.keys(admin.mail.causes).sort()).toEqual(causes);
});

it('tells of a trouble by its part and the figures beside it', () => {
  expect(partsOf(trouble('jobs/zone rules'))).toEqual({ kind: 'jobs', name: 'zone rules' });
  expect(partsOf(trouble('worker'))).toEqual({ kind: 'worker', name: '' });
  expect(factsOf(trouble('jobs/zone rules'), figures).cause).toBe('storage_unavailable');
  expect(factsOf(trouble('queues/letters'), figures).count).toBe(340);
  expect(factsOf(trouble('mail'), figures).count).toBe(2);
  expect(factsOf(trouble('events'), figures).count).toBe(3);
});
