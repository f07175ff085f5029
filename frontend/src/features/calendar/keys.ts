import { meantKey } from '@/lib/language';

interface Pressed {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** How a key moves the meeting that has the focus, or its end. The others are heard for the whole page (calendar-keys). */
export interface Nudge {
  readonly edge: 'move' | 'end';
  readonly days: number;
  readonly minutes: number;
  readonly fine: boolean;
}

export function nudgeOf(event: Pressed): Nudge | null {
  const fine = event.ctrlKey || event.metaKey;
  const step = fine ? 5 : 15;
  const nudge = (edge: 'move' | 'end', days: number, minutes: number): Nudge => ({ edge, days, minutes, fine });
  if (event.altKey) return null;
  if (event.shiftKey && event.key === 'ArrowDown') return nudge('move', 0, step);
  if (event.shiftKey && event.key === 'ArrowUp') return nudge('move', 0, -step);
  if (fine) return null;
  if (event.key === '+' || event.key === '=') return nudge('end', 0, step);
  if (event.key === '-' || event.key === '−') return nudge('end', 0, -step);
  if (!event.shiftKey) return null;
  const towards = meantKey(event.key);
  if (towards === 'ArrowRight') return nudge('move', 1, 0);
  return towards === 'ArrowLeft' ? nudge('move', -1, 0) : null;
}
