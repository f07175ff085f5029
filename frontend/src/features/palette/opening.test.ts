import { expect, it } from 'vitest';
import { Opening } from './opening';

it('shows one layer at a time, and tells whoever watches', () => {
  const opening = new Opening();
  const seen: (string | null)[] = [];
  const leave = opening.subscribe(() => seen.push(opening.current()));
  opening.show('palette');
  opening.show('keys');
  opening.show(null);
  leave();
  opening.show('keys');
  expect(seen).toEqual(['palette', 'keys', null]);
});
