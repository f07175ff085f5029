import type { Notification } from '@/lib/api/types';
import type { Formats } from '@/lib/time/formats';
import { moveText, spanText, type Span } from '@/lib/time/span';

/** What a notification keeps of what happened; which of it is there depends on its kind. */
export interface Facts {
  readonly by: string;
  readonly title: string;
  readonly guest: string;
  readonly room: string;
  readonly reason: string;
  readonly action: string;
  readonly actionId: string;
  /** A day. */
  readonly due: string;
  readonly role: string;
  readonly status: string;
  readonly deed: string;
  readonly cause: string;
  readonly changed: readonly string[];
  readonly answers: readonly { guest: string; status: string }[];
  readonly span: Span | null;
  readonly before: Span | null;
  readonly proposal: (Span & { readonly id: string }) | null;
  readonly roomId: string;
  readonly roleBefore: string;
}

/** Reads them without trusting that they are there: the server adds kinds before this page knows them. */
export function factsOf({ facts, meeting }: Notification): Facts {
  const text = (name: string) => (typeof facts[name] === 'string' ? facts[name] : '');
  const list = <Item>(name: string) => (Array.isArray(facts[name]) ? (facts[name] as Item[]) : []);
  const proposal = spanOf(facts.proposal);
  const answers = list<{ guest: string; status: string }>('answers');
  return {
    by: text('by'),
    title: text('title') || (meeting?.title ?? ''),
    guest: text('guest') || (answers[0]?.guest ?? ''),
    room: text('room'),
    reason: text('reason'),
    action: text('action'),
    actionId: text('action_id'),
    due: text('due'),
    role: text('role'),
    status: text('status') || (answers[0]?.status ?? ''),
    deed: text('deed').replace('.', '_'),
    cause: text('cause'),
    changed: list<string>('changed'),
    answers,
    span: spanOf(facts),
    before: spanOf(facts.before),
    proposal: proposal ? { ...proposal, id: String((facts.proposal as { id?: unknown }).id ?? '') } : null,
    roomId: text('room_id'),
    roleBefore: text('before'),
  };
}

function spanOf(value: unknown): Span | null {
  const { start, end } = (typeof value === 'object' && value !== null ? value : {}) as Partial<Span>;
  return start && end ? { start, end } : null;
}

/** When it takes place; with an arrow where that has changed, or is proposed to. */
export function whenOf({ span, before, proposal }: Facts, formats: Formats): string {
  const [from, to] = proposal ? [span, proposal] : [before, span];
  if (!to) return '';
  return from && spanText(from, formats) !== spanText(to, formats) ? moveText(from, to, formats) : spanText(to, formats);
}
