'use client';

import { useEffect, useRef } from 'react';

/** Whether keys belong to somebody else: to a text being typed, or to a layer above the page. */
export function areTaken(event: KeyboardEvent): boolean {
  const { target } = event;
  const typing = target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
  return typing || event.metaKey || event.ctrlKey || event.altKey || event.isComposing || !!document.querySelector('[role=dialog], [role=menu]');
}

/** Keys that work anywhere on the page, but not while somebody types. */
export function usePageKeys(keys: Readonly<Record<string, () => void>>): void {
  const newest = useRef(keys);
  useEffect(() => {
    newest.current = keys;
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const deed = areTaken(event) ? undefined : newest.current[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (!deed) return;
      event.preventDefault();
      deed();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
}
