import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { adminsKnown } from './admins';

test('who may grant something is found in every list of people that was read, once each', () => {
  const cache = new QueryClient();
  expect(adminsKnown(cache)).toEqual([]);
  const [ana, ben, zoe] = [
    { name: 'Ana', role: 'admin' },
    { name: 'Ben', role: 'member' },
    { name: 'Zoé', role: 'admin' },
  ];
  cache.setQueryData(['people', ''], { pages: [{ data: [ana, ben] }] });
  cache.setQueryData(['people', 'z'], { data: [zoe] });
  cache.setQueryData(['admins'], [ana, zoe]);
  expect(adminsKnown(cache)).toEqual(['Ana', 'Zoé']);
});
