import { daysAfter } from '@/lib/time/moment';

/** The time that is looked at: it lies over the grid like a frame, keeps its length and stays inside the window. */

export interface Frame {
  /** Epoch milliseconds. */
  readonly start: number;
  readonly end: number;
}

/** First and last instants of the window, and the zone whose clocks make its days. */
export interface Bounds {
  readonly from: number;
  readonly to: number;
  readonly zone: string;
}

export type Ask =
  /** To where it was dropped, or a suggestion is. */
  | { readonly kind: 'put'; readonly start: number }
  /** Minutes of real time, so that a repeated hour has both its halves and a skipped one none. */
  | { readonly kind: 'step'; readonly minutes: number }
  /** By the clock: the same time of another day. */
  | { readonly kind: 'day'; readonly days: number }
  | { readonly kind: 'edge'; readonly edge: 'first' | 'last' }
  /** It takes another time. */
  | { readonly kind: 'length'; readonly minutes: number };

const minute = 60_000;
export const stepMinutes = 15;

export function next(frame: Frame, ask: Ask, bounds: Bounds): Frame {
  const length = ask.kind === 'length' ? ask.minutes * minute : frame.end - frame.start;
  return within(startAfter(frame, ask, bounds), length, bounds);
}

function startAfter({ start }: Frame, ask: Ask, { from, to, zone }: Bounds): number {
  switch (ask.kind) {
    case 'put':
      return ask.start;
    case 'step':
      return start + ask.minutes * minute;
    case 'day':
      return daysAfter(start, ask.days, zone);
    case 'edge':
      return ask.edge === 'first' ? from : to;
    case 'length':
      return start;
  }
}

/** As near as the window lets it; its beginning counts where it is longer than that. */
export function within(start: number, length: number, { from, to }: Bounds): Frame {
  const at = Math.max(Math.min(start, to - length), from);
  return { start: at, end: at + length };
}

interface Pressed {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Along which way time runs on the screen. */
export type Axis = 'down' | 'along';

/** What a key asks of the frame; null when it is none of ours. Where days stand side by side, arrows across go from day to day. */
export function askedBy(event: Pressed, axis: Axis, rtl: boolean): Ask | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const day = (days: number): Ask => ({ kind: 'day', days });
  const step = (by: number): Ask => (event.shiftKey ? day(by) : { kind: 'step', minutes: by * stepMinutes });
  const across = (by: number): Ask => (axis === 'down' ? day(by) : step(by));
  switch (event.key) {
    case 'ArrowDown':
      return step(1);
    case 'ArrowUp':
      return step(-1);
    case 'ArrowRight':
      return across(rtl ? -1 : 1);
    case 'ArrowLeft':
      return across(rtl ? 1 : -1);
    case 'PageDown':
      return day(1);
    case 'PageUp':
      return day(-1);
    case 'Home':
      return { kind: 'edge', edge: 'first' };
    case 'End':
      return { kind: 'edge', edge: 'last' };
    default:
      return null;
  }
}
