'use client';

import { useEffect, useRef, useSyncExternalStore, type ReactNode } from 'react';

const id = 'bars';
const never = () => () => undefined;

/** Where the lines are, for a part of the page that has one to say; null where there is no frame. */
export function useBars(): HTMLElement | null {
  return useSyncExternalStore(
    never,
    () => document.getElementById(id),
    () => null,
  );
}

/**
 * The lines below a page. They are read out when they come, so their place is always there; whatever floats or is
 * as high as the window leaves them the height that `--bars` says.
 */
export function Bars({ children }: { children: ReactNode }) {
  const bars = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { style } = document.documentElement;
    const measure = () => style.setProperty('--bars', `${bars.current?.clientHeight ?? 0}px`);
    const ofSize = new ResizeObserver(measure);
    // A line that comes is told of before it is painted, so that nothing makes room for it and then takes the room back.
    const ofLines = new MutationObserver(measure);
    if (bars.current) {
      ofSize.observe(bars.current);
      ofLines.observe(bars.current, { childList: true, subtree: true });
    }
    return () => {
      ofSize.disconnect();
      ofLines.disconnect();
      style.removeProperty('--bars');
    };
  }, []);
  return (
    <div ref={bars} id={id} role="status" aria-atomic="false" className="flex-none print:hidden">
      {children}
    </div>
  );
}
