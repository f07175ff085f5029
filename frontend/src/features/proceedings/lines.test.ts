import { expect, it } from 'vitest';
import { isOfDate, renumbered, withLine, type Line } from './lines';

const line = (id: string, position: number, version = 1, removed_at: string | null = null): Line => ({
  id, position, version, removed_at, original_start: '20261201T120000Z',
});
const ids = (lines: readonly Line[]) => lines.map(({ id, version }) => `${id}${version}`).join(' ');
const known = [line('a', 1), line('b', 2, 3), line('c', 3)];

it('takes in what is newer, and nothing that is older', () => {
  expect(ids(withLine(known, line('b', 2, 4)))).toBe('a1 b4 c1');
  expect(withLine(known, line('b', 9, 2))).toBe(known);
});

it('puts a new line where it stands, and takes a removed one away', () => {
  expect(ids(withLine(known, line('x', 2)))).toBe('a1 b3 x1 c1');
  expect(ids(withLine(known, line('x', 9)))).toBe('a1 b3 c1 x1');
  expect(ids(withLine(known, line('a', 1, 2, '2026-12-01T12:00:00Z')))).toBe('b3 c1');
  expect(ids(withLine(known, line('x', 1, 2, '2026-12-01T12:00:00Z')))).toBe('a1 b3 c1');
});

it('leaves a line where it was moved to, whatever older place is told with it', () => {
  const moved = [line('b', 1, 3), line('a', 2)];
  expect(withLine(moved, line('a', 1, 2)).map(({ position }) => position)).toEqual([1, 2]);
});

it('numbers them as they stand', () => {
  expect(renumbered([line('c', 3), line('a', 1)]).map(({ position }) => position)).toEqual([1, 2]);
});

it('knows whose date it is', () => {
  expect([null, '20261201T120000Z', '20261208T120000Z'].map((shown) => isOfDate(line('a', 1), shown))).toEqual([true, true, false]);
});
