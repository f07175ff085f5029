'use client';

import { useRef, useState, type PointerEvent, type RefObject } from 'react';

interface Drag {
  readonly id: string;
  /** What it would stand before if it were let go now; null: behind all. */
  readonly before: string | null;
}

const rowsOf = (list: HTMLElement | null) => [...(list?.querySelectorAll<HTMLElement>('[data-line]') ?? [])];

/** Lines that are dragged by a handle, with mouse, pen and finger alike. Escape puts the line back. */
export function useDragOrder(list: RefObject<HTMLElement | null>, onMove: (id: string, before: string | null) => void) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const present = useRef<Drag | null>(null);

  const become = (next: Drag | null) => {
    present.current = next;
    setDrag(next);
  };

  const beforeAt = (y: number, id: string): string | null => {
    const others = rowsOf(list.current).filter((row) => row.dataset.line !== id);
    const below = others.find((row) => {
      const { top, height } = row.getBoundingClientRect();
      return y < top + height / 2;
    });
    return below?.dataset.line ?? null;
  };

  const handle = (id: string) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.preventDefault();
      const grip: HTMLElement = event.currentTarget;
      grip.focus();
      grip.setPointerCapture(event.pointerId);
      const stop = new AbortController();
      const end = (keep: boolean) => {
        stop.abort();
        const last = present.current;
        become(null);
        if (keep && last) onMove(last.id, last.before);
      };
      const listen = { signal: stop.signal };
      grip.addEventListener('pointermove', ({ clientY }) => become({ id, before: beforeAt(clientY, id) }), listen);
      grip.addEventListener('pointerup', () => end(true), listen);
      grip.addEventListener('pointercancel', () => end(false), listen);
      grip.addEventListener(
        'keydown',
        (key) => {
          if (key.key !== 'Escape') return;
          key.stopPropagation();
          end(false);
        },
        listen,
      );
    },
  });

  return { drag, handle };
}
