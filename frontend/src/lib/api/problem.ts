import type { MomentDraft, Problem } from './types';

/** A refusal the server explained (RFC 9457). `code` is stable and is what the catalogue translates. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId: string | null;
  readonly fields: readonly FieldProblem[];
  /** The entity as it stands now; only a stale write (412) carries it. */
  readonly current: unknown;
  /** Where a date went whose series was split. */
  readonly movedTo: { readonly meeting_id: string; readonly original_start: string } | null;
  /** What else can be shown besides the password: totp, passkey, recovery_code. */
  readonly secondFactors: readonly string[];
  /** With a clash: each thing in the way, and what can be had instead. */
  readonly conflicts: readonly Conflict[];
  readonly offers: readonly Offer[];

  constructor(status: number, body: Partial<Problem>) {
    super(body.detail ?? body.title ?? `HTTP ${status}`);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = body.code ?? 'unexpected';
    this.requestId = body.request_id ?? null;
    this.fields = body.errors ?? [];
    this.current = (body as { current?: unknown }).current ?? null;
    this.movedTo = body.moved_to ?? null;
    this.secondFactors = body.second_factors ?? [];
    this.conflicts = body.conflicts ?? [];
    this.offers = (body.offers ?? []) as unknown as Offer[];
  }
}

/** The request never got an answer: no network, or nothing listening. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('the server cannot be reached', { cause });
    this.name = 'Unreachable';
  }
}

export type FieldProblem = NonNullable<Problem['errors']>[number];
export type Conflict = NonNullable<Problem['conflicts']>[number];

/** A way out. Besides its kind it holds members that may be sent as they are, in the place of those of the request. */
export interface Offer {
  readonly kind: 'skip' | 'move' | 'another_room' | 'optional' | 'propose';
  readonly start?: MomentDraft;
  readonly end?: MomentDraft;
  readonly rooms?: readonly string[];
  readonly exceptions?: readonly { readonly original_start: string }[];
}

/** Whether it takes somebody else to change it: asking again does not help. */
export function isRefused(reason: unknown): boolean {
  return reason instanceof ApiProblem && reason.status === 403;
}

interface Answered<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** The answer's body, or the problem thrown. */
export function unwrap<Data>({ data, error, response }: Answered<Data>): Data {
  if (response.ok) return data as Data;
  const body = typeof error === 'object' && error !== null ? (error as Partial<Problem>) : {};
  throw new ApiProblem(response.status, body);
}

/** JSON pointer → the form's path: "/guests/0/email" → "guests.0.email". */
export function fieldPath(pointer: string): string {
  return pointer
    .replace(/^#?\//, '')
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');
}
