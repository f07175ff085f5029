import type { WorkSpan } from '@/lib/grid/scale';
import { dayIn, instantAtWall, type Day } from '@/lib/time/day';
import { blocksOn, type Block } from './blocks';

export type AgendaRow =
  | { readonly kind: 'meeting'; readonly block: Block }
  /** Nothing planned in working hours, epoch milliseconds. */
  | { readonly kind: 'free'; readonly start: number; readonly end: number };

export interface AgendaDay {
  readonly day: Day;
  readonly rows: readonly AgendaRow[];
}

/** Shorter gaps are no time to do anything in. Milliseconds. */
const worthNaming = 30 * 60_000;

/** Days with something in them, and today; between the meetings of a day the time that is left for work. */
export function agendaOf(
  dates: readonly Temporal.PlainDate[],
  blocks: readonly Block[],
  zone: string,
  work: (date: Temporal.PlainDate) => readonly WorkSpan[],
  now: number,
): AgendaDay[] {
  return dates.flatMap((date) => {
    const day = dayIn(date, zone);
    const here = blocksOn(blocks, day);
    const today = now >= day.start && now < day.end;
    return here.length > 0 || today ? [{ day, rows: rowsOf(day, here, work(date), now) }] : [];
  });
}

function rowsOf(day: Day, blocks: readonly Block[], work: readonly WorkSpan[], now: number): AgendaRow[] {
  const rows: AgendaRow[] = blocks.filter(({ dates }) => dates).map((block) => ({ kind: 'meeting', block }));
  const timed = blocks.filter(({ dates }) => !dates);
  let busyUntil = -Infinity;
  for (const block of timed) {
    if (busyUntil > -Infinity) rows.push(...freeBetween(day, busyUntil, block.start, work, now));
    rows.push({ kind: 'meeting', block });
    if (block.entry.state !== 'cancelled') busyUntil = Math.max(busyUntil, block.end);
  }
  return rows;
}

function freeBetween(day: Day, from: number, to: number, work: readonly WorkSpan[], now: number): AgendaRow[] {
  return work.flatMap((span) => {
    const start = Math.max(from, instantAtWall(day, span.from), now);
    const end = Math.min(to, span.to >= 1440 ? day.end : instantAtWall(day, span.to));
    return end - start >= worthNaming ? [{ kind: 'free' as const, start, end }] : [];
  });
}
