'use client';

import { useEffect, useMemo, type RefObject } from 'react';

const rowsIn = (list: HTMLElement | null) => [...(list?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
const rowOf = (element: Element | null) => element?.closest<HTMLElement>('[data-row]') ?? null;

/** The row after it, else the one before: where the reader goes on when a row leaves. */
export function neighbourOf(list: HTMLElement | null, row: HTMLElement): HTMLElement | null {
  const rows = rowsIn(list);
  const index = rows.indexOf(row);
  return rows[index + 1] ?? rows[index - 1] ?? null;
}

/**
 * Moves through a list whose rows carry `data-row`. Once in a row the arrows move too, and Enter opens the row's first
 * link. What carries a `data-key` in the row of the reader can be pressed by that name.
 */
export function useRows(list: RefObject<HTMLElement | null>) {
  const rows = useMemo(
    () => ({
      step(by: -1 | 1): void {
        const all = rowsIn(list.current);
        const row = rowOf(document.activeElement);
        const at = row ? all.indexOf(row) + by : 0;
        all[Math.max(0, Math.min(at, all.length - 1))]?.focus();
      },
      /** How to press it; undefined where the reader's row has none. */
      pressing(name: string): (() => void) | undefined {
        const found = rowOf(document.activeElement)?.querySelector<HTMLElement>(`[data-key="${CSS.escape(name)}"]`);
        return found ? () => found.click() : undefined;
      },
    }),
    [list],
  );
  useEffect(() => {
    const element = list.current;
    const pressed = (event: KeyboardEvent) => {
      const row = rowOf(document.activeElement);
      if (!row || event.ctrlKey || event.metaKey || event.altKey || (event.target as Element).matches('input, textarea')) return;
      if (event.key === 'ArrowDown') rows.step(1);
      else if (event.key === 'ArrowUp') rows.step(-1);
      else if (event.key === 'Enter' && event.target === row) row.querySelector('a')?.click();
      else return;
      event.preventDefault();
    };
    element?.addEventListener('keydown', pressed);
    return () => element?.removeEventListener('keydown', pressed);
  }, [list, rows]);
  return rows;
}
