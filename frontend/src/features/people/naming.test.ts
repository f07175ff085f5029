import { expect, it } from 'vitest';
import type { Person } from '@/lib/api/types';
import { personNamed } from './naming';

const person = (name: string, email = `${name.toLowerCase().replaceAll(' ', '.')}@example.org`) => ({ id: name, name, email }) as Person;
const people = [person('Ana Silva'), person('Benoît Roy'), person('Ben Moreau'), person('Chloé Martin', 'cm@example.org')];

it.each([
  ['ana', 'Ana Silva'],
  ['Ana Silva', 'Ana Silva'],
  ['ana.silva', 'Ana Silva'],
  ['ben', 'Ben Moreau'],
  ['beno', 'Benoît Roy'],
  ['benoit', 'Benoît Roy'],
  ['chloe', 'Chloé Martin'],
  ['cm@example.org', 'Chloé Martin'],
  ['silva', 'Ana Silva'],
])('%s is %s', (name, found) => expect(personNamed(name, people)?.name).toBe(found));

it('is nobody where it could be several, or none', () => {
  expect(personNamed('be', people)).toBeNull();
  expect(personNamed('zoe', people)).toBeNull();
  expect(personNamed(' ', people)).toBeNull();
});
