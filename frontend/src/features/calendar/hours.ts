import type { WorkingHours } from '@/lib/api/types';
import type { WorkSpan } from '@/lib/grid/scale';
import { dayIn, instantAtWall, wallMinute } from '@/lib/time/day';

const usual: readonly WorkSpan[] = [{ from: 480, to: 1080 }];
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** When somebody works on a date of the calendar that is shown; the usual hours where nobody said. */
export function workOn(date: Temporal.PlainDate, zone: string, hours: WorkingHours | null): readonly WorkSpan[] {
  if (!hours) return date.dayOfWeek > 5 ? [] : usual;
  const day = dayIn(date, zone);
  // Their day can lie across two of ours.
  const near = [date.subtract({ days: 1 }), date, date.add({ days: 1 })];
  const spans = near.flatMap((theirs) => windowsOn(theirs, hours).map((window) => instants(theirs, window, hours.time_zone)));
  return spans
    .filter(({ start, end }) => end > day.start && start < day.end)
    .map(({ start, end }) => ({ from: wallMinute(day, start), to: wallMinute(day, end) }))
    .sort((a, b) => a.from - b.from);
}

type Window = WorkingHours['weekly']['monday'][number];

function windowsOn(date: Temporal.PlainDate, hours: WorkingHours): readonly Window[] {
  const exception = hours.exceptions.find((each) => each.date === date.toString());
  return exception ? exception.windows : hours.weekly[weekdays[date.dayOfWeek - 1]!];
}

function instants(date: Temporal.PlainDate, window: Window, zone: string): { start: number; end: number } {
  const day = dayIn(date, zone);
  const edge = (time: string) => instantOfWall(day, time);
  const end = /^(24:00|00:00)/.test(window.end) ? day.end : edge(window.end);
  return { start: edge(window.start), end };
}

function instantOfWall(day: ReturnType<typeof dayIn>, time: string): number {
  const [hour, minute] = time.split(':').map(Number) as [number, number];
  return instantAtWall(day, hour * 60 + minute);
}

/** The time in which everybody works. */
export function common(all: readonly (readonly WorkSpan[])[]): readonly WorkSpan[] {
  return all.slice(1).reduce<readonly WorkSpan[]>(
    (shared, spans) =>
      shared.flatMap((a) => spans.flatMap((b) => (a.from < b.to && b.from < a.to ? [{ from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) }] : []))),
    all[0] ?? [],
  );
}
