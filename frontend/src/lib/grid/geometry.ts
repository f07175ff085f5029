import type { Extent, Point, Spot } from './gesture';

/** Where the grid stands on the screen, in pixels; the days in it run along the reading direction. */
export interface Geometry {
  /** Number of the first day and how many there are. */
  readonly firstDay: number;
  readonly days: number;
  readonly left: number;
  readonly width: number;
  /** Top of midnight, which may be scrolled out of sight, and the height of 24 hours. */
  readonly top: number;
  readonly height: number;
  /** Bottom of the lane of whole days: what is above it is in the lane. */
  readonly laneBottom: number;
  readonly rtl: boolean;
}

const minutesInDay = 1440;

/** The place under a point; what lies outside counts as the nearest day. */
export function spotUnder(geometry: Geometry, { x, y }: Point): Spot {
  const { firstDay, days, left, width, top, height, laneBottom, rtl } = geometry;
  const along = rtl ? left + width - x : x - left;
  const column = Math.min(Math.max(Math.floor((along / width) * days), 0), days - 1);
  const minute = Math.min(Math.max(((y - top) / height) * minutesInDay, 0), minutesInDay - 0.01);
  return { day: firstDay + column, minute, lane: y < laneBottom };
}

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where to draw what is held; a timed meeting as far as its first day goes. In the lane it is one row high. */
export function rectangleOf(geometry: Geometry, extent: Extent, laneHeight: number): Rectangle {
  const { firstDay, days, left, width, top, height, laneBottom, rtl } = geometry;
  const day = width / days;
  const first = extent.lane ? extent.first : extent.from.day;
  const count = extent.lane ? extent.after - extent.first : 1;
  const from = Math.max(first - firstDay, 0);
  const columns = Math.max(Math.min(first - firstDay + count, days) - from, 1);
  const x = rtl ? left + width - (from + columns) * day : left + from * day;
  if (extent.lane) return { x, y: laneBottom - laneHeight - 2, width: columns * day, height: laneHeight };
  const end = extent.to.day > extent.from.day ? minutesInDay : extent.to.minute;
  const y = top + (extent.from.minute / minutesInDay) * height;
  return { x, y, width: day, height: Math.max(((end - extent.from.minute) / minutesInDay) * height, 20) };
}
