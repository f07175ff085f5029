import type { AuditEntry } from '@/lib/api/types';

/** What can be asked of the trail, in the order of the filter. */
export const kindGroups = {
  signIn: ['session.started', 'session.ended', 'sign_in.refused', 'access.refused'],
  people: ['person.joined', 'person.invited', 'invitation.revoked', 'person.changed', 'person.role_changed', 'person.deactivated', 'person.reactivated'],
  secrets: ['password.changed', 'password.reset', 'password.reset_requested', 'second_factor.added', 'second_factor.removed', 'token.created', 'token.revoked'],
  settings: ['settings.changed', 'feature_flag.changed', 'ip_block.added', 'ip_block.removed'],
  rooms: ['room.added', 'room.changed', 'room.removed', 'meeting.room_answered'],
  teams: ['team.created', 'team.changed', 'team.deleted', 'team.member_added', 'team.member_removed'],
  looks: ['audit.read', 'audit.exported', 'data.exported', 'sessions.read', 'delegates.read', 'mail.read', 'mail.resent', 'mail.tried'],
} as const;

export type KindGroup = keyof typeof kindGroups;

/** One line of what an entry says besides its sentence. */
export interface Difference {
  readonly name: string;
  readonly old: string | null;
  readonly new: string;
}

/** Details as lines: what was and what is, where there is both; anything nested as it is written. */
export function differences(details: AuditEntry['details']): Difference[] {
  const lines: Difference[] = [];
  for (const [name, value] of Object.entries(details as Record<string, unknown>)) {
    if (name === 'changes' && isRecord(value)) lines.push(...differences(value));
    else if (isRecord(value) && 'old' in value && 'new' in value) lines.push({ name, old: plain(value.old), new: plain(value.new) });
    else lines.push({ name, old: null, new: plain(value) });
  }
  return lines;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function plain(value: unknown): string {
  if (value === null || value === '') return '–';
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map(plain).join(', ');
  return isRecord(value) ? JSON.stringify(value) : String(value);
}

/** Who changed each setting last, and when; entries come the newest first. */
export function lastChanges(entries: readonly AuditEntry[]): Map<string, AuditEntry> {
  const last = new Map<string, AuditEntry>();
  for (const entry of entries) {
    const { changes } = entry.details as { changes?: unknown };
    for (const name of isRecord(changes) ? Object.keys(changes) : []) if (!last.has(name)) last.set(name, entry);
  }
  return last;
}

/** Who it was, by name: who joins does it themselves, whoever entered the account. */
export function doerOf({ kind, actor_name, details }: AuditEntry): string | null {
  const { name } = details as { name?: unknown };
  return actor_name ?? (kind === 'person.joined' && typeof name === 'string' ? name : null);
}
