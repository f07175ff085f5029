'use client';

import { useEffect, useRef, type RefObject } from 'react';
import { holdAtTop } from '@/lib/hold-at-top';
import { onceThere } from '../once-there';

/**
 * A link to a part of the page leads there, with the focus on its heading; what arrives late above does not push it away.
 * The address follows whoever reads, too: of that nothing comes. `column`: what is written, where all of it stands below
 * each other.
 */
export function useLedTo<Part extends string>(named: Part | null, chosen: Part, column: RefObject<HTMLElement | null> | null, bringUp: (part: Part) => void): void {
  const isFirst = useRef(true);
  useEffect(() => {
    const isLink = isFirst.current || named !== chosen;
    isFirst.current = false;
    if (named === null || !isLink || new URLSearchParams(location.search).get('part') !== named) return;
    if (named !== chosen) bringUp(named);
    if (!column) return;
    let leave = onceThere(
      () => document.getElementById(`part-${named}`),
      (heading) => {
        heading.focus({ preventScroll: true });
        if (column.current?.contains(heading)) leave = holdAtTop(heading, column.current);
      },
    );
    return () => leave();
  }, [named]);
}
