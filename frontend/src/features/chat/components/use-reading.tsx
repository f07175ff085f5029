'use client';

import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { Message } from '@/lib/api/types';

/** Pixels from the end within which one counts as reading the newest. */
const near = 48;

/**
 * Keeps the newest in view for those who read there, and leaves everybody else where they are: `fresh` counts what
 * came in meanwhile.
 */
export function useReading(log: RefObject<HTMLElement | null>, messages: readonly Message[], unsent: number) {
  const [atEnd, setAtEnd] = useState(true);
  const [seen, setSeen] = useState(0);
  const following = useRef(true);
  const last = messages.at(-1)?.position ?? 0;

  const toEnd = useCallback(() => {
    following.current = true;
    setAtEnd(true);
    requestAnimationFrame(() => log.current?.scrollTo({ top: log.current.scrollHeight }));
  }, [log]);

  useLayoutEffect(() => {
    if (following.current && log.current) log.current.scrollTop = log.current.scrollHeight;
  }, [log, last, unsent]);
  // A line below the page or a keyboard on the screen takes some of its room.
  useEffect(() => {
    const element = log.current;
    if (!element) return undefined;
    const watch = new ResizeObserver(() => {
      if (following.current) element.scrollTop = element.scrollHeight;
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, [log]);
  useEffect(() => {
    if (atEnd) setSeen(last);
  }, [atEnd, last]);

  const scrolled = () => {
    const element = log.current;
    if (!element) return;
    following.current = element.scrollHeight - element.scrollTop - element.clientHeight < near;
    setAtEnd(following.current);
  };
  const fresh = atEnd || seen === 0 ? 0 : messages.filter(({ position }) => position > seen).length;
  return { atEnd, fresh, toEnd, scrolled };
}
