/**
 * Taking hold of something in the calendar and putting it somewhere: one machine for mouse, touch and keyboard.
 * It knows days and minutes of the wall, no pixels and no instants, so that the same journey ends in the same
 * place whichever way it was made.
 */

/** A place: a day (since 1 January 1970) and a minute of its wall; in the lane of whole days the minute means nothing. */
export interface Spot {
  readonly day: number;
  readonly minute: number;
  readonly lane: boolean;
}

/** What a meeting takes up. A timed one may reach into later days; in the lane, `after` is the day after its last. */
export type Extent =
  | { readonly lane: false; readonly from: Spot; readonly to: Spot }
  | { readonly lane: true; readonly first: number; readonly after: number };

export type Hold =
  /** An empty place: a new meeting is drawn. */
  | { readonly kind: 'slot' }
  | { readonly kind: 'move' | 'start' | 'end'; readonly key: string; readonly extent: Extent };

/** Where it was let go. When a timed meeting moves, `length` says whether it keeps its real length or has a new end. */
export interface Drop {
  readonly hold: Hold;
  readonly extent: Extent;
}

/** Pixels on the screen. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Pointer = 'mouse' | 'touch';

export type Gesture =
  | { readonly state: 'idle' }
  | { readonly state: 'armed'; readonly hold: Hold; readonly grab: Spot; readonly point: Point; readonly pointer: Pointer }
  | { readonly state: 'dragging'; readonly hold: Hold; readonly grab: Spot; readonly at: Spot; readonly fine: boolean }
  /** Let go, and not shown in its new place yet. */
  | { readonly state: 'dropping'; readonly drop: Drop };

export type Input =
  | { readonly kind: 'press'; readonly hold: Hold; readonly at: Spot; readonly point: Point; readonly pointer: Pointer }
  | { readonly kind: 'move'; readonly at: Spot; readonly point: Point; readonly fine: boolean }
  /** A finger has rested for `holdTime`. */
  | { readonly kind: 'hold' }
  /** Taken up by key. */
  | { readonly kind: 'pick'; readonly hold: Hold; readonly at: Spot }
  | { readonly kind: 'nudge'; readonly days: number; readonly minutes: number; readonly fine: boolean }
  | { readonly kind: 'release' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'settled' };

export const idle: Gesture = { state: 'idle' };

/** Milliseconds a finger rests before it drags; before that it scrolls. */
export const holdTime = 250;
/** Pixels a mouse moves before it drags, and a finger may tremble while it rests. */
export const slack: Record<Pointer, number> = { mouse: 4, touch: 5 };
/** Minutes. */
export const steps = { coarse: 15, fine: 5 } as const;
const defaultLength = 30;
const lengthFromLane = 60;
const wall = 1440;

export function next(gesture: Gesture, input: Input): Gesture {
  switch (input.kind) {
    case 'press':
      return { state: 'armed', hold: input.hold, grab: input.at, point: input.point, pointer: input.pointer };
    case 'pick':
      return { state: 'dragging', hold: input.hold, grab: input.at, at: input.at, fine: false };
    case 'hold':
      if (gesture.state !== 'armed' || gesture.pointer !== 'touch') return gesture;
      return { state: 'dragging', hold: gesture.hold, grab: gesture.grab, at: gesture.grab, fine: false };
    case 'move':
      return moved(gesture, input);
    case 'nudge': {
      if (gesture.state !== 'dragging') return gesture;
      const at = { ...gesture.at, day: gesture.at.day + input.days, minute: gesture.at.minute + input.minutes };
      return { ...gesture, at, fine: input.fine };
    }
    case 'release': {
      const extent = extentOf(gesture);
      return extent && 'hold' in gesture ? { state: 'dropping', drop: { hold: gesture.hold, extent } } : idle;
    }
    case 'cancel':
    case 'settled':
      return idle;
  }
}

function moved(gesture: Gesture, { at, point, fine }: Extract<Input, { kind: 'move' }>): Gesture {
  if (gesture.state === 'dragging') return { ...gesture, at, fine };
  if (gesture.state !== 'armed') return gesture;
  const far = Math.hypot(point.x - gesture.point.x, point.y - gesture.point.y) >= slack[gesture.pointer];
  if (!far) return gesture;
  return gesture.pointer === 'touch' ? idle : { state: 'dragging', hold: gesture.hold, grab: gesture.grab, at, fine };
}

/** Where what is held would go; null when nothing would happen, as with a press on a meeting, which opens it. */
export function extentOf(gesture: Gesture): Extent | null {
  if (gesture.state === 'armed') return gesture.hold.kind === 'slot' ? clicked(gesture.grab) : null;
  if (gesture.state !== 'dragging') return null;
  const { hold, grab, at } = gesture;
  const step = gesture.fine ? steps.fine : steps.coarse;
  if (hold.kind === 'slot') return drawn(grab, at, step);
  if (hold.kind === 'move') return carried(hold.extent, grab, at, step);
  return stretched(hold.extent, hold.kind, grab, at, step);
}

function clicked({ day, minute, lane }: Spot): Extent {
  if (lane) return { lane: true, first: day, after: day + 1 };
  const from = within(Math.floor(minute / defaultLength) * defaultLength, defaultLength);
  return timed(day * wall + from, day * wall + from + defaultLength);
}

function drawn(anchor: Spot, at: Spot, step: number): Extent {
  if (anchor.lane) return { lane: true, first: Math.min(anchor.day, at.day), after: Math.max(anchor.day, at.day) + 1 };
  const [a, b] = [anchor.minute, at.lane ? 0 : at.minute].map((minute) => within(Math.floor(minute / step) * step, step)) as [number, number];
  return timed(anchor.day * wall + Math.min(a, b), anchor.day * wall + Math.max(a, b) + step);
}

function carried(extent: Extent, grab: Spot, at: Spot, step: number): Extent {
  const days = at.day - grab.day;
  if (at.lane) {
    const length = extent.lane ? extent.after - extent.first : 1;
    const first = extent.lane ? extent.first + days : extent.from.day + days;
    return { lane: true, first, after: first + length };
  }
  if (extent.lane) {
    const from = at.day * wall + within(nearest(at.minute, step), step);
    return timed(from, from + lengthFromLane);
  }
  // Who only goes to another day keeps the time, also one between the lines.
  const by = at.minute - grab.minute;
  const minute = by === 0 ? extent.from.minute : within(nearest(extent.from.minute + by, step), step);
  const from = (extent.from.day + days) * wall + minute;
  return timed(from, from + total(extent.to) - total(extent.from));
}

function stretched(extent: Extent, edge: 'start' | 'end', grab: Spot, at: Spot, step: number): Extent {
  const days = at.day - grab.day;
  if (extent.lane) {
    if (edge === 'end') return { ...extent, after: Math.max(extent.after + days, extent.first + 1) };
    return { ...extent, first: Math.min(extent.first + days, extent.after - 1) };
  }
  const [from, to] = [total(extent.from), total(extent.to)];
  const by = days * wall + (at.lane ? 0 : at.minute - grab.minute);
  if (edge === 'end') return timed(from, Math.max(nearest(to + by, step), (Math.floor(from / step) + 1) * step));
  return timed(Math.min(nearest(from + by, step), (Math.ceil(to / step) - 1) * step), to);
}

const total = ({ day, minute }: Spot): number => day * wall + minute;
const nearest = (minute: number, step: number): number => Math.round(minute / step) * step;
const within = (minute: number, step: number): number => Math.min(Math.max(minute, 0), wall - step);

function timed(from: number, to: number): Extent {
  return { lane: false, from: spotOf(from), to: spotOf(to) };
}

function spotOf(minutes: number): Spot {
  const day = Math.floor(minutes / wall);
  return { day, minute: minutes - day * wall, lane: false };
}

/** The whole way by keys: taken up where it begins, nudged, and put down. */
export function keyed(hold: Hold, by: { days?: number; minutes?: number; fine?: boolean }): Gesture {
  const { days = 0, minutes = 0, fine = false } = by;
  const at = hold.kind === 'slot' ? { day: 0, minute: 0, lane: false } : anchorOf(hold.extent);
  const picked = next(idle, { kind: 'pick', hold, at });
  return next(next(picked, { kind: 'nudge', days, minutes, fine }), { kind: 'release' });
}

function anchorOf(extent: Extent): Spot {
  return extent.lane ? { day: extent.first, minute: 0, lane: true } : extent.from;
}
