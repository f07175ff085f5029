'use client';

import { useEffect, useRef, type RefObject } from 'react';
import { areTaken } from './page-keys';

const rowsIn = (list: HTMLElement | null) => [...(list?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
const rowOf = (element: Element | null) => element?.closest<HTMLElement>('[data-row]') ?? null;

/** The row after it, else the one before: where the reader goes on when a row leaves. */
export function neighbourOf(list: HTMLElement | null, row: HTMLElement): HTMLElement | null {
  const rows = rowsIn(list);
  const index = rows.indexOf(row);
  return rows[index + 1] ?? rows[index - 1] ?? null;
}

/**
 * Keys for a list whose rows carry `data-row`: J and K (arrows too, once in a row) move, Enter opens the row's first
 * link, and a letter presses what carries it as `data-key` in the row. `others` work anywhere on the page.
 */
export function useRowKeys(list: RefObject<HTMLElement | null>, others: Readonly<Record<string, () => void>> = {}): void {
  const newest = useRef(others);
  useEffect(() => {
    newest.current = others;
  });

  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (areTaken(event)) return;
      const row = rowOf(document.activeElement);
      const rows = rowsIn(list.current);
      const step = { j: 1, ArrowDown: row ? 1 : 0, k: -1, ArrowUp: row ? -1 : 0 }[event.key] ?? 0;
      if (step !== 0) {
        const at = row ? rows.indexOf(row) + step : 0;
        rows[Math.max(0, Math.min(at, rows.length - 1))]?.focus();
        return event.preventDefault();
      }
      const onRow = row !== null && document.activeElement === row;
      const deed = onRow && event.key === 'Enter' ? row.querySelector('a') : row?.querySelector<HTMLElement>(`[data-key="${CSS.escape(event.key)}"]`);
      if (deed) deed.click();
      else if (newest.current[event.key]) newest.current[event.key]!();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [list]);
}
