import type { Deed, Moment } from '@/lib/api/types';
import { instantOf } from '@/lib/time/moment';
import type { Span } from '@/lib/time/span';

/** Milliseconds within which deeds of one kind by one person are told as one. */
const oneGo = 10 * 60_000;

/** One sentence: a deed, or several of one kind that one person did in one go. */
export interface Told {
  readonly key: number;
  readonly deed: Deed;
  readonly at: number;
  /** The guests, or lines, that it is about. */
  readonly names: readonly string[];
}

/** Deeds as sentences, in their order; what somebody did to many guests or lines at once is one sentence. */
export function toldOf(deeds: readonly Deed[]): Told[] {
  const told: { key: number; deed: Deed; at: number; names: string[] }[] = [];
  for (const deed of deeds) {
    const at = instantOf(deed.at);
    const name = aboutOf(deed);
    const last = told.at(-1);
    if (last && name && belongs(last.deed, deed) && last.at - at < oneGo) {
      if (!last.names.includes(name)) last.names.unshift(name);
    } else told.push({ key: deed.position, deed, at, names: name ? [name] : [] });
  }
  return told;
}

const many: ReadonlySet<string> = new Set(['guest.invited', 'guest.removed', 'agenda_item.added', 'agenda_item.removed']);

function belongs(a: Deed, b: Deed): boolean {
  return many.has(a.kind) && a.kind === b.kind && a.actor?.id === b.actor?.id && a.original_start === b.original_start;
}

interface Facts {
  readonly title?: string;
  readonly guest?: { readonly name?: string; readonly person_id?: string | null };
  readonly team?: { readonly name?: string };
  readonly line?: { readonly title?: string; readonly text?: string; readonly kind?: string; readonly state?: string; readonly done_at?: string | null };
  readonly status?: string;
  readonly changed?: readonly string[];
  readonly room?: { readonly status?: string; readonly reason?: string };
  readonly cause?: string;
  readonly waiting?: number;
  readonly split_from?: string;
}

/** Read without trusting that they are there: the server adds kinds before this page knows them. */
export function factsOf(deed: Deed): Facts {
  return deed.facts as Facts;
}

/** Whom or what it is about, in words. */
export function aboutOf(deed: Deed): string {
  const { guest, team, line } = factsOf(deed);
  return guest?.name ?? team?.name ?? line?.title ?? line?.text ?? '';
}

/** From when to when it was moved, or when it is proposed to be; null where that is nothing of it. */
export function spansOf(deed: Deed): { before: Span | null; after: Span } | null {
  const { before, proposal } = deed.facts as { before?: unknown; proposal?: unknown };
  if (deed.kind === 'meeting.moved') {
    const [was, is] = [spanOf(before), spanOf(deed.facts)];
    return is ? { before: was, after: is } : null;
  }
  const proposed = deed.kind.startsWith('proposal.') ? spanOf(proposal) : null;
  return proposed ? { before: null, after: proposed } : null;
}

function spanOf(value: unknown): Span | null {
  const { start, end } = (typeof value === 'object' && value !== null ? value : {}) as { start?: Moment; end?: Moment };
  return start && end ? { start, end } : null;
}

/** The name of its sentence in the catalogue. */
export function sentenceOf(deed: Deed): string {
  const { line, split_from } = factsOf(deed);
  if (deed.kind === 'meeting.scheduled' && split_from) return 'meeting_continued';
  if (deed.kind === 'agenda_item.changed') return `agenda_item_${line?.state ?? 'changed'}`;
  if (deed.kind === 'minutes.changed') return line?.done_at ? 'minutes_done' : 'minutes_reopened';
  if (deed.kind.startsWith('minutes.')) return `${line?.kind === 'action' ? 'action' : 'decision'}_${deed.kind.slice('minutes.'.length)}`;
  return deed.kind.replace('.', '_');
}
