import type { Extent, Point, Spot } from '@/lib/grid/gesture';
import type { Rectangle } from '@/lib/grid/geometry';

/** Where a day stands on the screen whose hours run along the reading direction; pixels. */
export interface Line {
  readonly day: number;
  /** The 24 hours, part of which may be scrolled out of sight. */
  readonly left: number;
  readonly width: number;
  readonly top: number;
  readonly height: number;
  readonly rtl: boolean;
}

const minutesInDay = 1440;

/** The place under a point; what lies outside counts as the nearest minute. */
export function spotAlong({ day, left, width, rtl }: Line, { x }: Point): Spot {
  const share = (rtl ? left + width - x : x - left) / width;
  return { day, minute: Math.min(Math.max(share * minutesInDay, 0), minutesInDay - 0.01), lane: false };
}

/** Where to draw what is held, over all rows; as far as the day goes. */
export function boxAlong({ day, left, width, top, height, rtl }: Line, extent: Extent): Rectangle {
  const [from, to] = extent.lane ? [0, minutesInDay] : [minuteOn(day, extent.from), minuteOn(day, extent.to)];
  const [x, w] = [(from / minutesInDay) * width, ((to - from) / minutesInDay) * width];
  return { x: rtl ? left + width - x - w : left + x, y: top, width: w, height };
}

function minuteOn(day: number, spot: Spot): number {
  if (spot.day !== day) return spot.day < day ? 0 : minutesInDay;
  return spot.minute;
}
