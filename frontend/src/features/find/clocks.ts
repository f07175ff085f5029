import { minutesOf } from '@/lib/time/clock';
import type { Formats } from '@/lib/time/formats';
import { fieldsOf } from '@/lib/time/moment';
import { offsetOf } from '@/lib/time/zones';

/** Somebody who would come, and where they live. */
export interface Attendee {
  readonly id: string;
  readonly zone: string;
  /** Whether it is outside their hours of work. */
  readonly outside: boolean;
}

/** People whose clocks show the same when it starts. */
export interface Clock {
  /** The zone by which it is named: the reader's, else that of most of them. */
  readonly zone: string;
  readonly people: readonly string[];
  readonly outside: readonly string[];
  /** Days by which their date differs from the reader's. */
  readonly shift: number;
  /** Minutes from midnight on their wall. */
  readonly wall: number;
}

/** Clocks of those who would come, the reader's first, then from west to east. */
export function clocksOf(instant: number, people: readonly Attendee[], formats: Pick<Formats, 'zone' | 'dayShift'>): Clock[] {
  const groups = new Map<string, Attendee[]>();
  for (const person of people) {
    const offset = offsetOf(person.zone, instant);
    groups.set(offset, [...(groups.get(offset) ?? []), person]);
  }
  const mine = offsetOf(formats.zone, instant);
  const clocks = [...groups].map(([offset, group]) => {
    const zone = offset === mine ? formats.zone : mostUsed(group.map((one) => one.zone));
    return {
      isMine: offset === mine,
      zone,
      people: group.map(({ id }) => id),
      outside: group.flatMap(({ id, outside }) => (outside ? [id] : [])),
      shift: formats.dayShift(instant, zone),
      wall: minutesOf(fieldsOf(instant, zone).time),
    };
  });
  const order = (clock: (typeof clocks)[number]) => (clock.isMine ? -Infinity : clock.shift * 1440 + clock.wall);
  return clocks.sort((a, b) => order(a) - order(b)).map(({ isMine: _, ...clock }) => clock);
}

function mostUsed(zones: readonly string[]): string {
  const count = (zone: string) => zones.filter((one) => one === zone).length;
  return zones.reduce((best, zone) => (count(zone) > count(best) ? zone : best));
}

/** The clock that asks most of whoever lives by it: outside their hours, and farthest from the middle of a day; null where none does. */
export function worstOf(clocks: readonly Clock[]): Clock | null {
  const late = clocks.filter(({ outside }) => outside.length > 0);
  const strain = ({ wall }: Clock) => Math.abs(wall - noon);
  return late.reduce<Clock | null>((worst, clock) => (worst === null || strain(clock) > strain(worst) ? clock : worst), null);
}

/** The middle of what most people work, minutes. */
const noon = 13 * 60;
