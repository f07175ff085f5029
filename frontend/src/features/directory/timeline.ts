/** A day of rooms, one below the other: hours run along the line, so that the grid of the calendar lies on its side. */
import { runsOn, type Block } from '@/features/calendar';
import type { Rectangle } from '@/lib/grid/geometry';
import type { Extent, Point, Spot } from '@/lib/grid/gesture';
import { stretchOn } from '@/lib/grid/scale';
import { minutesInDay, wallMinute, type Day, type WallSpan } from '@/lib/time/day';
import { without, type Span, type Vacancy } from './vacancy';

/** Where on its line a booking is drawn, in wall minutes. A room has one at a time. */
export interface Bar extends WallSpan {
  readonly block: Block;
}

export function barsOf(day: Day, blocks: readonly Block[]): Bar[] {
  return blocks.flatMap((block) => {
    if (block.dates) return runsOn(block, day.date) ? [{ block, from: 0, to: minutesInDay }] : [];
    const stretch = stretchOn(day, block.start, block.end);
    return stretch ? [{ block, from: stretch.from, to: stretch.to }] : [];
  });
}

/** Where on the wall of a day some spans lie. */
export function wallOf(day: Day, spans: readonly Span[]): WallSpan[] {
  return spans.flatMap(({ start, end }) => {
    const stretch = stretchOn(day, start, end);
    return stretch ? [{ from: stretch.from, to: stretch.to }] : [];
  });
}

/** When it is closed. */
export function closedOn(day: Day, { open }: Vacancy): WallSpan[] {
  return wallOf(day, without([{ start: day.start, end: day.end }], open));
}

/** Taken by what is no booking one can see: held for a while, or kept free around a booking. */
export function keptOn(day: Day, { taken }: Vacancy, blocks: readonly Block[]): WallSpan[] {
  const spans = blocks.map(({ start, end }) => ({ start, end }));
  return wallOf(day, without(taken, spans));
}

/** Where the lines stand on the screen, in pixels. */
export interface Lines {
  readonly left: number;
  readonly width: number;
  readonly top: number;
  /** Of one line. */
  readonly height: number;
  readonly rows: number;
  readonly rtl: boolean;
}

/** Rows count as days do in the calendar, so that one machine serves both. */
export function spotOnLine({ left, width, top, height, rows, rtl }: Lines, { x, y }: Point): Spot {
  const along = rtl ? left + width - x : x - left;
  const minute = Math.min(Math.max((along / width) * minutesInDay, 0), minutesInDay - 0.01);
  return { day: Math.min(Math.max(Math.floor((y - top) / height), 0), rows - 1), minute, lane: false };
}

export function boxOnLine({ left, width, top, height, rtl }: Lines, extent: Extent): Rectangle {
  if (extent.lane) return { x: left, y: top, width: 0, height: 0 };
  const to = extent.to.day > extent.from.day ? minutesInDay : extent.to.minute;
  const [from, long] = [(extent.from.minute / minutesInDay) * width, ((to - extent.from.minute) / minutesInDay) * width];
  return { x: rtl ? left + width - from - long : left + from, y: top + extent.from.day * height + 4, width: long, height: height - 8 };
}

const turned: Readonly<Record<string, string>> = { ArrowRight: 'ArrowDown', ArrowLeft: 'ArrowUp', ArrowDown: 'ArrowRight', ArrowUp: 'ArrowLeft' };
const mirrored: Readonly<Record<string, string>> = { ArrowRight: 'ArrowLeft', ArrowLeft: 'ArrowRight' };

/** What a key on the lines is in the calendar, where hours run downwards. */
export function turnedKey(key: string, rtl: boolean): string {
  const meant = rtl ? (mirrored[key] ?? key) : key;
  return turned[meant] ?? meant;
}

/** The wall minute that is to be seen first: an hour before now, or when the first room opens. */
export function openingMinute(day: Day, now: number, vacancies: readonly Vacancy[]): number {
  if (now >= day.start && now < day.end) return Math.max(0, wallMinute(day, now) - 60);
  const opens = vacancies.flatMap(({ open }) => wallOf(day, open.slice(0, 1)).map(({ from }) => from));
  const first = opens.length > 0 ? Math.min(...opens) : 480;
  return first === 0 ? 450 : Math.max(0, first - 30);
}
