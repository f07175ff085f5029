// @vitest-environment jsdom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useMedia } from './use-media';

const wide = '(width >= 1024px)';
let holding = new Set<string>();
let listeners = new Set<() => void>();

/** The queries that hold from now on. */
function become(...queries: string[]): void {
  holding = new Set(queries);
  act(() => listeners.forEach((told) => told()));
}

beforeEach(() => {
  holding = new Set();
  listeners = new Set();
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: holding.has(query),
    addEventListener: (_: string, told: () => void) => listeners.add(told),
    removeEventListener: (_: string, told: () => void) => listeners.delete(told),
  }));
});
afterEach(cleanup);

it('follows the window', () => {
  const { result } = renderHook(() => useMedia(wide));
  expect(result.current).toBe(false);
  become(wide);
  expect(result.current).toBe(true);
  become();
  expect(result.current).toBe(false);
});

it('stays as it was seen while it is printed on narrow paper', () => {
  holding.add(wide);
  const { result } = renderHook(() => useMedia(wide));
  become('print');
  expect(result.current).toBe(true);
  become();
  expect(result.current).toBe(false);
});
