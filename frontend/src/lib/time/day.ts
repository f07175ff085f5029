/**
 * One calendar day in one zone, as a grid of 24 wall-clock hours draws it.
 *
 * On most days a minute of the wall clock is a minute of real time. When clocks go forward a stretch of the wall
 * does not exist (`skipped`); when they go back a stretch happens twice (`repeated`): the first pass is drawn in
 * the leading half of the stretch and the second in the trailing half. `segments` hold that mapping piecewise,
 * so that nothing else has to know about clock changes.
 */
export interface Day {
  readonly date: Temporal.PlainDate;
  readonly zone: string;
  /** First instant of the day and of the next one, epoch milliseconds. */
  readonly start: number;
  readonly end: number;
  readonly segments: readonly Segment[];
  readonly skipped: readonly WallSpan[];
  readonly repeated: readonly WallSpan[];
}

interface Segment {
  readonly from: number;
  readonly to: number;
  readonly wallFrom: number;
  readonly wallTo: number;
}

/** Minutes after midnight on the wall. */
export interface WallSpan {
  readonly from: number;
  readonly to: number;
}

export const minutesInDay = 1440;
const minute = 60_000;

export function dayIn(date: Temporal.PlainDate, zone: string): Day {
  const first = date.toZonedDateTime(zone);
  const start = first.epochMilliseconds;
  const end = date.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds;
  const segments: Segment[] = [];
  const skipped: WallSpan[] = [];
  const repeated: WallSpan[] = [];
  let at = start;
  let wall = first.hour * 60 + first.minute;
  if (wall > 0) skipped.push({ from: 0, to: wall });

  const advance = (to: number, wallTo: number) => {
    if (to > at) segments.push({ from: at, to, wallFrom: wall, wallTo: Math.min(wallTo, minutesInDay) });
    at = to;
    wall = wallTo;
  };

  for (const { instant, shift } of clockChanges(first, end)) {
    const wallBefore = wall + (instant - at) / minute;
    if (shift > 0) {
      advance(instant, wallBefore);
      wall = wallBefore + shift;
      skipped.push({ from: wallBefore, to: Math.min(wall, minutesInDay) });
    } else {
      const again = wallBefore + shift;
      advance(instant + shift * minute, again);
      advance(instant, again - shift / 2);
      advance(instant - shift * minute, wallBefore);
      repeated.push({ from: again, to: wallBefore });
    }
  }
  advance(end, wall + (end - at) / minute);
  return { date, zone, start, end, segments, skipped, repeated };
}

/** Clock changes inside the day; `shift` in minutes, positive when clocks go forward. */
function clockChanges(first: Temporal.ZonedDateTime, end: number): { instant: number; shift: number }[] {
  const changes: { instant: number; shift: number }[] = [];
  let before = first;
  for (;;) {
    const next = before.getTimeZoneTransition('next');
    if (!next || next.epochMilliseconds >= end) return changes;
    const shift = (next.offsetNanoseconds - before.offsetNanoseconds) / 60e9;
    if (shift !== 0) changes.push({ instant: next.epochMilliseconds, shift });
    before = next;
  }
}

/** Where an instant stands on the day's wall, 0–1440; instants outside the day are clamped to its edges. */
export function wallMinute(day: Day, instant: number): number {
  if (instant <= day.start) return 0;
  if (instant >= day.end) return minutesInDay;
  const segment = day.segments.find((candidate) => instant < candidate.to);
  if (!segment) return minutesInDay;
  const share = (instant - segment.from) / (segment.to - segment.from);
  return segment.wallFrom + share * (segment.wallTo - segment.wallFrom);
}

/** The instant drawn at a wall minute. A skipped minute moves forward by the gap: 02:30 becomes 03:30. */
export function instantAtWall(day: Day, wall: number): number {
  const gap = day.skipped.find((span) => wall >= span.from && wall < span.to);
  if (gap) {
    const after = day.segments.find((segment) => segment.wallFrom >= gap.to);
    return after ? Math.min(after.from + (wall - gap.from) * minute, day.end) : day.end;
  }
  const segment = day.segments.find((candidate) => wall >= candidate.wallFrom && wall < candidate.wallTo);
  if (!segment) return wall <= 0 ? day.start : day.end;
  const share = (wall - segment.wallFrom) / (segment.wallTo - segment.wallFrom);
  return Math.round(segment.from + share * (segment.to - segment.from));
}
