import { expect, it } from 'vitest';
import { addressees } from './addresses';

it('reads lines, lists and named addresses, each once', () => {
  const text = 'ana@example.org\n"Ben Okafor" <ben@example.org>; ANA@example.org, Chloé <chloe@example.org>\n\n';
  expect(addressees(text)).toEqual({
    found: [
      { email: 'ana@example.org', name: null },
      { email: 'ben@example.org', name: 'Ben Okafor' },
      { email: 'chloe@example.org', name: 'Chloé' },
    ],
    wrong: [],
  });
});

it('says which lines are no addresses', () => {
  expect(addressees('nobody\na b@example.org\nx@y').wrong).toEqual(['nobody', 'a b@example.org']);
});
