'use client';

import { useEffect, useRef, useState, type RefObject } from 'react';
import { whenIdle } from '@/lib/idle';
import type { Drag } from './drag';
import type { Rectangle } from './geometry';
import type { Drop, Extent, Gesture, Hold, Point, Spot } from './gesture';

const idle: Gesture = { state: 'idle' };

// What follows the hand comes when the page has settled, or with the first press.
const load = () => import('./drag');

interface Options {
  root: RefObject<HTMLDivElement | null>;
  /** What scrolls, as a selector inside the root. */
  scroller: string;
  spotAt(root: HTMLElement, point: Point): Spot;
  boxOf(root: HTMLElement, extent: Extent): Rectangle;
  /** What a press on this element takes hold of; null for what cannot be held. */
  hold(target: Element): Hold | null;
  at(extent: Extent): void;
  page(by: -1 | 1): void;
  drop(drop: Drop): Promise<void> | void;
}

/** Dragging in the grid: React hears only when something is taken up and let go. */
export function useDrag(options: Options) {
  const newest = useRef(options);
  const ghost = useRef<HTMLDivElement>(null);
  const drag = useRef<Drag | null>(null);
  const [gesture, setGesture] = useState<Gesture>(idle);
  useEffect(() => {
    newest.current = options;
  });
  useEffect(() => whenIdle(load), []);
  useEffect(() => () => drag.current?.stop(), []);

  const ready = async (): Promise<Drag> => {
    const { Drag } = await load();
    drag.current ??= new Drag({
      ghost: () => ghost.current,
      scroller: part,
      view: () => part().getBoundingClientRect(),
      get rtl() {
        return getComputedStyle(part()).direction === 'rtl';
      },
      spotAt: (point) => newest.current.spotAt(root(), point),
      boxOf: (extent) => within(root(), newest.current.boxOf(root(), extent)),
      became: setGesture,
      at: (extent) => newest.current.at(extent),
      page: (by) => newest.current.page(by),
      drop: (drop) => newest.current.drop(drop),
    });
    return drag.current;
  };
  const root = () => newest.current.root.current!;
  const part = () => root().querySelector<HTMLElement>(newest.current.scroller)!;

  const onPointerDown = (event: React.PointerEvent) => {
    if (event.pointerType === 'mouse' && event.button !== 0) return;
    const hold = newest.current.hold(event.target as Element);
    if (!hold) return;
    const press = event.nativeEvent;
    if (drag.current) return drag.current.press(press, hold);
    // Whoever has let go before it came has meant it all the same; not so what the browser took for scrolling.
    const over = new AbortController();
    let end: PointerEvent | null = null;
    const ends = (event: PointerEvent) => {
      if (event.pointerId !== press.pointerId) return;
      end = event;
      over.abort();
    };
    for (const kind of ['pointerup', 'pointercancel'] as const) addEventListener(kind, ends, { signal: over.signal });
    void ready().then((ready) => {
      over.abort();
      if (!newest.current.root.current || end?.type === 'pointercancel') return;
      ready.press(press, hold);
      if (end) for (const kind of ['pointermove', 'pointerup', 'click']) dispatchEvent(new PointerEvent(kind, end));
    });
  };
  return { ghost, gesture, onPointerDown };
}

/** The ghost lies in the root, and is placed from its corner. */
function within(root: HTMLElement, box: Rectangle): Rectangle {
  const { left, top } = root.getBoundingClientRect();
  return { ...box, x: box.x - left, y: box.y - top };
}
