import { api, ifMatch } from '@/lib/api/client';
import { ownMutation } from '@/lib/api/mutation-id';
import { unwrap } from '@/lib/api/problem';
import type { FeatureFlag, IpBlock, MailDelivery, PersonEntry, Room, RoomDraft, Team } from '@/lib/api/types';
import { commas, trailQuery, type TrailFilter } from './queries';

const once = () => ({ 'Idempotency-Key': ownMutation() });
const on = ({ version }: { version: number }) => ({ ...once(), 'If-Match': ifMatch(version) });

export async function changePerson({ person, change }: { person: PersonEntry; change: { role?: PersonEntry['role']; active?: boolean } }) {
  const params = { path: { person_id: person.id }, header: on(person) };
  return unwrap(await api.PATCH('/api/v1/people/{person_id}', { params, body: change }));
}

export async function invite(body: { email: string; name: string | null; role: PersonEntry['role'] }) {
  return unwrap(await api.POST('/api/v1/people', { params: { header: once() }, body }));
}

export async function revokeInvitation(invitation_id: string): Promise<void> {
  unwrap(await api.DELETE('/api/v1/invitations/{invitation_id}', { params: { path: { invitation_id }, header: once() } }));
}

export async function signOutEverywhere(person_id: string): Promise<void> {
  unwrap(await api.DELETE('/api/v1/people/{person_id}/sessions', { params: { path: { person_id }, header: once() } }));
}

export async function createTeam(body: { name: string; description: string }): Promise<Team> {
  return unwrap(await api.POST('/api/v1/teams', { params: { header: once() }, body }));
}

export async function changeTeam({ team, name, description }: { team: Team; name: string; description: string }): Promise<Team> {
  const params = { path: { team_id: team.id }, header: on(team) };
  return unwrap(await api.PATCH('/api/v1/teams/{team_id}', { params, body: { name, description } }));
}

export async function deleteTeam(team: Team): Promise<void> {
  unwrap(await api.DELETE('/api/v1/teams/{team_id}', { params: { path: { team_id: team.id }, header: on(team) } }));
}

export async function putMember({ team, person_id, inside }: { team: Team; person_id: string; inside: boolean }): Promise<void> {
  const options = { params: { path: { team_id: team.id, person_id }, header: once() } };
  const path = '/api/v1/teams/{team_id}/members/{person_id}';
  unwrap(inside ? await api.PUT(path, options) : await api.DELETE(path, options));
}

export async function saveRoom({ room, draft }: { room: Room | null; draft: RoomDraft }): Promise<Room> {
  if (!room) return unwrap(await api.POST('/api/v1/rooms', { params: { header: once() }, body: draft }));
  const params = { path: { room_id: room.id }, header: on(room) };
  return unwrap(await api.PATCH('/api/v1/rooms/{room_id}', { params, body: draft }));
}

export async function removeRoom(room: Room): Promise<void> {
  unwrap(await api.DELETE('/api/v1/rooms/{room_id}', { params: { path: { room_id: room.id }, header: on(room) } }));
}

export async function turnFlag({ flag, state, roles, percentage }: { flag: FeatureFlag } & Pick<FeatureFlag, 'state' | 'roles' | 'percentage'>) {
  const params = { path: { name: flag.name }, header: on(flag) };
  const body = { state, ...(state === 'roles' ? { roles } : {}), ...(state === 'percentage' ? { percentage } : {}) };
  return unwrap(await api.PUT('/api/v1/feature-flags/{name}', { params, body }));
}

export async function block(body: { network: string; reason: string }): Promise<IpBlock> {
  return unwrap(await api.POST('/api/v1/ip-blocks', { params: { header: once() }, body }));
}

export async function unblock(block_id: string): Promise<void> {
  unwrap(await api.DELETE('/api/v1/ip-blocks/{block_id}', { params: { path: { block_id }, header: once() } }));
}

export async function resend(mail_id: string): Promise<MailDelivery> {
  return unwrap(await api.POST('/api/v1/mail-deliveries/{mail_id}/resending', { params: { path: { mail_id }, header: once() } }));
}

/** A letter to one's own address, to see whether mail arrives. */
export async function sendTrialLetter(): Promise<MailDelivery> {
  return unwrap(await api.POST('/api/v1/mail-deliveries', { params: { header: once() } }));
}

/** The trail as a file that spreadsheets read. */
export async function trailAsCsv(filter: TrailFilter): Promise<Blob> {
  const query = { ...trailQuery(filter), format: 'csv' as const };
  return unwrap(await api.GET('/api/v1/audit-events', { params: { query }, querySerializer: commas, parseAs: 'blob' })) as unknown as Blob;
}

/** A team and a month of meetings, in a Convene that nobody uses yet. */
export async function fillWithDemonstration() {
  return unwrap(await api.POST('/api/v1/admin/demonstration'));
}
