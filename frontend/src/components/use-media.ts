'use client';

import { useRef, useSyncExternalStore } from 'react';

/** Whether a media query holds; false until the page has been taken over. What is printed is what was seen: paper has widths of its own. */
export function useMedia(query: string): boolean {
  const seen = useRef(false);
  return useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => {
      if (!window.matchMedia('print').matches) seen.current = window.matchMedia(query).matches;
      return seen.current;
    },
    () => false,
  );
}
