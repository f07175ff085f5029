import { meantKey } from '@/lib/language';
import { viewKeys, type View } from './view';

export type Command =
  | { readonly kind: 'today' | 'jump' | 'hints' | 'create' | 'createAllDay' }
  | { readonly kind: 'page'; readonly by: -1 | 1 }
  | { readonly kind: 'view'; readonly view: View };

interface Pressed {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Milliseconds in which the number of days has to follow. */
const patience = 1000;

/**
 * What a key asks of the calendar. Keys of somebody's own, and two after each other, have been made of the usual ones
 * before (lib/keys). After X a number says how many days; X alone shows three.
 */
export class Keys {
  private countedFrom = -Infinity;

  read(event: Pressed, now: number): Command | null {
    if (event.ctrlKey || event.metaKey || event.altKey) return null;
    const counting = now - this.countedFrom <= patience;
    this.countedFrom = -Infinity;
    const key = event.key.toLowerCase();
    if (counting && /^[2-9]$/.test(key)) return { kind: 'view', view: key as View };
    if (event.shiftKey) return key === 'c' ? { kind: 'createAllDay' } : null;
    if (key === 'x') this.countedFrom = now;
    const view = Object.hasOwn(viewKeys, key) ? viewKeys[key] : undefined;
    if (view) return { kind: 'view', view };
    return Object.hasOwn(simple, key) ? simple[key]! : null;
  }
}

const simple: Readonly<Record<string, Command>> = {
  t: { kind: 'today' },
  'g d': { kind: 'jump' },
  h: { kind: 'hints' },
  c: { kind: 'create' },
  j: { kind: 'page', by: 1 },
  k: { kind: 'page', by: -1 },
  pagedown: { kind: 'page', by: 1 },
  pageup: { kind: 'page', by: -1 },
};

/** What a key asks of the meeting that has the focus. */
export type Asked =
  | { readonly kind: 'delete' }
  | { readonly kind: 'dialog' }
  | { readonly kind: 'nudge'; readonly edge: 'move' | 'end'; readonly days: number; readonly minutes: number; readonly fine: boolean };

export function askedOf(event: Pressed): Asked | null {
  const fine = event.ctrlKey || event.metaKey;
  const step = fine ? 5 : 15;
  const nudge = (edge: 'move' | 'end', days: number, minutes: number): Asked => ({ kind: 'nudge', edge, days, minutes, fine });
  if (event.altKey) return null;
  if (event.shiftKey && event.key === 'ArrowDown') return nudge('move', 0, step);
  if (event.shiftKey && event.key === 'ArrowUp') return nudge('move', 0, -step);
  if (fine) return null;
  if (event.key === '+' || event.key === '=') return nudge('end', 0, step);
  if (event.key === '-' || event.key === '−') return nudge('end', 0, -step);
  if (!event.shiftKey) return event.key === 'Delete' || event.key === 'Backspace' ? { kind: 'delete' } : null;
  if (event.key.toLowerCase() === 'm') return { kind: 'dialog' };
  const towards = meantKey(event.key);
  if (towards === 'ArrowRight') return nudge('move', 1, 0);
  return towards === 'ArrowLeft' ? nudge('move', -1, 0) : null;
}
