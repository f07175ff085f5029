import { hues, hueOf, type Hue } from '@/components/hues';
import type { Block } from './blocks';

/** Somebody else's calendar, or a room's, laid over one's own. */
export interface Overlay {
  readonly kind: 'person' | 'room';
  readonly id: string;
  /** Listed, but not in view. */
  readonly off?: boolean;
}

/** A person's id alone, a room's behind `room:`. */
export function idOf({ kind, id }: Overlay): string {
  return kind === 'room' ? `room:${id}` : id;
}

const most = 10;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What a link asks for, a minus before what is only listed; what it cannot mean is passed over. */
export function overlaysIn(text: string | null, me: string): Overlay[] {
  const found = new Map<string, Overlay>();
  for (const part of (text ?? '').toLowerCase().split(',')) {
    const [, off, room, id] = /^(-?)(room:)?(.*)$/.exec(part) as unknown as [string, string, string | undefined, string];
    const kind = room ? 'room' : 'person';
    if (uuid.test(id) && !(kind === 'person' && id === me)) found.set(`${kind}${id}`, { kind, id, ...(off ? { off: true } : {}) });
  }
  return [...found.values()].slice(0, most);
}

export function overlaysText(overlays: readonly Overlay[]): string {
  return overlays.map((overlay) => `${overlay.off ? '-' : ''}${idOf(overlay)}`).join(',');
}

/** A colour for each, its own where that is free, else the next that is. */
export function huesOf(overlays: readonly Overlay[]): ReadonlyMap<string, Hue> {
  const taken = new Map<string, Hue>();
  for (const { id } of overlays) {
    const own = hues.indexOf(hueOf(id));
    const free = hues.map((_, step) => hues[(own + step * 3 + Math.floor(step / 4)) % hues.length]!);
    taken.set(id, free.find((hue) => ![...taken.values()].includes(hue)) ?? hueOf(id));
  }
  return taken;
}

export interface Calendar {
  /** null: the person's own. */
  readonly id: string | null;
  readonly name: string;
  readonly hue: Hue;
}

/** Whose calendars are in view, and how one tells them apart. */
export interface Calendars {
  readonly me: string;
  readonly shown: readonly Calendar[];
  /** Each in a column of its own. */
  readonly beside: boolean;
  hueOf(block: Block): Hue;
  /** Those besides the one it is drawn in. */
  alsoIn(block: Block): readonly Calendar[];
}

/** A letter for each calendar in view, for paper that has no colours; none where there is but one. */
export function letterOf(id: string | null, shown: readonly Pick<Calendar, 'id'>[]): string | undefined {
  const place = shown.length > 1 ? shown.findIndex((calendar) => calendar.id === id) : -1;
  return place < 0 ? undefined : String.fromCharCode(65 + place);
}

/** Whose calendar a block stands in: the person's own, or the one that was laid over. */
export function calendarOf({ entry }: Block, me: string): string | null {
  const whose = entry.person_id ?? entry.room_id;
  return whose === me ? null : whose;
}

/**
 * One meeting once: it is drawn in one's own calendar where it stands there, else in the first of those over it.
 * `with` says in whose calendars it stands besides.
 */
export interface Merged {
  readonly block: Block;
  readonly with: readonly string[];
}

export function merged(blocks: readonly Block[], me: string): Merged[] {
  const found = new Map<string, { block: Block; with: string[] }>();
  for (const block of blocks) {
    const { meeting_id, original_start, repeats } = block.entry;
    const key = meeting_id ? `${meeting_id}/${repeats ? original_start : ''}` : block.key;
    const whose = calendarOf(block, me);
    const known = found.get(key);
    if (!known) found.set(key, { block, with: whose ? [whose] : [] });
    else {
      if (whose) known.with.push(whose);
      else known.block = block;
    }
  }
  return [...found.values()];
}
