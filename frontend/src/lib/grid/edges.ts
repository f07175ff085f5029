import type { Point } from './gesture';

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Milliseconds at the edge of the page before it turns. */
export const dwellTime = 600;
const scrollZone = 44;
const pageZone = 20;
/** Pixels a frame, right at the edge. */
const fastest = 16;

/** Pixels to scroll in this frame: faster the nearer to the edge, and on beyond it. */
export function scrollBy({ y }: Point, { top, bottom }: Box): number {
  const up = Math.min(Math.max(top + scrollZone - y, 0), scrollZone);
  const down = Math.min(Math.max(y - (bottom - scrollZone), 0), scrollZone);
  return Math.round(((down - up) / scrollZone) * fastest);
}

/** Which neighbouring page a point leans on: the following one lies at the end of the reading direction. */
export function leaningOn({ x }: Point, { left, right }: Box, rtl: boolean): -1 | 0 | 1 {
  if (x < left + pageZone) return rtl ? 1 : -1;
  if (x > right - pageZone) return rtl ? -1 : 1;
  return 0;
}

/** Turns the page for a hand that stays at its edge, again and again, once per `dwellTime`. */
export class Dwell {
  private side: -1 | 0 | 1 = 0;
  private since = 0;

  turns(side: -1 | 0 | 1, now: number): -1 | 0 | 1 {
    if (side !== this.side) {
      this.side = side;
      this.since = now;
    }
    if (side === 0 || now - this.since < dwellTime) return 0;
    this.since = now;
    return side;
  }
}

const swipeLength = 64;

/** Which neighbouring page a finger asks for that went across: to the following one against the reading direction. */
export function swipeOf(from: Point, to: Point, rtl: boolean): -1 | 0 | 1 {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  if (Math.abs(dx) < swipeLength || Math.abs(dx) < 2 * Math.abs(dy)) return 0;
  return dx < 0 === rtl ? -1 : 1;
}
