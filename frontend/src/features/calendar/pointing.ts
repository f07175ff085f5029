import type { Geometry } from '@/lib/grid/geometry';
import type { Extent } from '@/lib/grid/gesture';
import { percent } from '@/lib/grid/scale';
import { dayNumber } from '@/lib/time/range';

/* What changes with every move of a hand is written into the page directly: React has better things to do. */

/** The label that rides on what is dragged, and the row in the gutters of other zones. */
export function follow(root: HTMLElement, extent: Extent, text: string, others: readonly string[]): void {
  const label = root.querySelector('.timegrid-ghost-time');
  if (label) label.textContent = text;
  root.querySelectorAll<HTMLElement>('.timegrid-mark').forEach((mark, index) => {
    mark.textContent = others[index] ?? '';
    if (!extent.lane) mark.style.setProperty('--top', percent(extent.from.minute));
  });
}

/** The half hour under the mouse, and its hour in the gutter. */
export function hover(root: HTMLElement, event: Pick<PointerEvent, 'target' | 'clientY'>): void {
  const column = (event.target as Element).closest<HTMLElement>('.timegrid-column');
  const mark = root.querySelector<HTMLElement>('.timegrid-hover');
  if (!column || !mark || (event.target as Element).closest('button')) return unhover(root);
  const [box, sheet] = [column.getBoundingClientRect(), mark.parentElement!.getBoundingClientRect()];
  const half = Math.floor(((event.clientY - box.top) / box.height) * 48);
  mark.style.transform = `translate(${box.left - sheet.left}px, ${(half * box.height) / 48}px)`;
  mark.style.width = `${box.width}px`;
  mark.dataset['on'] = '';
  near(root, Math.floor(half / 2));
}

export function unhover(root: HTMLElement): void {
  delete root.querySelector<HTMLElement>('.timegrid-hover')?.dataset['on'];
  near(root, -1);
}

function near(root: HTMLElement, hour: number): void {
  root.querySelectorAll<HTMLElement>('.timegrid-hour').forEach((each, index) => each.toggleAttribute('data-near', index === hour));
}

/** Where the grid of hours stands on the screen now. */
export function measured(root: HTMLElement, dates: readonly Temporal.PlainDate[]): Geometry {
  const box = (selector: string) => root.querySelector(selector)!.getBoundingClientRect();
  const first = box('.timegrid-column');
  const sheet = box('.timegrid-sheet');
  const rtl = getComputedStyle(root).direction === 'rtl';
  const width = first.width * dates.length;
  return {
    firstDay: dayNumber(dates[0]!),
    days: dates.length,
    left: rtl ? first.right - width : first.left,
    width,
    top: sheet.top,
    height: sheet.height,
    laneBottom: box('.timegrid-scroll').top,
    rtl,
  };
}
