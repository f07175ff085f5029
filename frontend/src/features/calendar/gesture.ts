import { snap } from './scale';

/** Making a slot with the mouse: press, draw, let go. Wall minutes of one day. */
export type Gesture =
  | { readonly kind: 'idle' }
  | { readonly kind: 'pressed'; readonly day: number; readonly minute: number }
  | { readonly kind: 'drawing'; readonly day: number; readonly anchor: number; readonly from: number; readonly to: number };

export type Input =
  | { readonly kind: 'press'; readonly day: number; readonly minute: number }
  | { readonly kind: 'move'; readonly minute: number }
  | { readonly kind: 'release' }
  | { readonly kind: 'cancel' };

export interface DrawnSlot {
  readonly day: number;
  readonly from: number;
  readonly to: number;
}

export const idle: Gesture = { kind: 'idle' };

/** Minutes: below this a moving hand is still pressing, not drawing. */
const slack = 8;
const stepMinutes = 15;
const defaultLength = 30;

export function next(gesture: Gesture, input: Input): { gesture: Gesture; drawn: DrawnSlot | null } {
  switch (input.kind) {
    case 'press':
      return { gesture: { kind: 'pressed', day: input.day, minute: input.minute }, drawn: null };
    case 'move':
      if (gesture.kind === 'idle') return { gesture, drawn: null };
      if (gesture.kind === 'pressed' && Math.abs(input.minute - gesture.minute) < slack) return { gesture, drawn: null };
      return { gesture: drawing(gesture, input.minute), drawn: null };
    case 'release':
      return { gesture: idle, drawn: slotOf(gesture) };
    case 'cancel':
      return { gesture: idle, drawn: null };
  }
}

function drawing(gesture: Exclude<Gesture, { kind: 'idle' }>, minute: number): Gesture {
  const anchor = gesture.kind === 'pressed' ? snap(gesture.minute, stepMinutes) : gesture.anchor;
  const at = snap(minute, stepMinutes);
  return {
    kind: 'drawing',
    day: gesture.day,
    anchor,
    from: Math.min(anchor, at),
    to: Math.max(anchor, at) + stepMinutes,
  };
}

function slotOf(gesture: Gesture): DrawnSlot | null {
  if (gesture.kind === 'idle') return null;
  if (gesture.kind === 'drawing') return { day: gesture.day, from: gesture.from, to: gesture.to };
  const from = snap(gesture.minute, defaultLength);
  return { day: gesture.day, from, to: from + defaultLength };
}
