'use client';

import { useEffect, useState } from 'react';
import { printWhen } from '@/lib/printing';

/** Prints the page once all that goes on paper is there; `isAsked` from then on, until it is printed. */
export function usePaper(): { isAsked: boolean; print(): void } {
  const [asked, setAsked] = useState<object | null>(null);
  useEffect(() => {
    if (!asked) return;
    // Without a connection nothing more comes.
    const leave = printWhen(() => !navigator.onLine || document.querySelector('#main .skeleton') === null);
    const done = () => setAsked(null);
    window.addEventListener('afterprint', done);
    return () => {
      leave();
      window.removeEventListener('afterprint', done);
    };
  }, [asked]);
  return { isAsked: asked !== null, print: () => setAsked({}) };
}
