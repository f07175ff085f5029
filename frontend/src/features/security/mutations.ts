import { makePasskey } from '@/features/session';
import { access, api } from '@/lib/api/client';
import { ownMutation } from '@/lib/api/mutation-id';
import { unwrap } from '@/lib/api/problem';
import type { ApiTokenDraft, AppSetUp } from '@/lib/api/types';
import type { PasswordChange } from './schema';

const once = () => ({ header: { 'Idempotency-Key': ownMutation() } });

/** Types the password in again: what answers `proof_needed` works for the next ten minutes. */
export async function prove(password: string): Promise<void> {
  unwrap(await api.POST('/api/v1/auth/proof', { body: { password } }));
}

/** All other sessions end, and all API tokens if wished; this session goes on with what is answered. */
export async function changePassword({ current, fresh, endTokens }: PasswordChange): Promise<void> {
  const body = { current_password: current, new_password: fresh, end_tokens: endTokens, client: 'web' } as const;
  access.accept(unwrap(await api.POST('/api/v1/auth/password', { body })));
}

/** A letter goes to the new address; nothing changes before its link is followed. */
export async function changeEmail(email: string): Promise<void> {
  unwrap(await api.POST('/api/v1/auth/email', { body: { email } }));
}

/** The address at the identity provider where the browser goes to link the account. */
export async function linkingAddress(): Promise<string> {
  return unwrap(await api.POST('/api/v1/auth/oidc/link')).url;
}

export async function removeLink(link_id: string): Promise<void> {
  unwrap(await api.DELETE('/api/v1/auth/oidc/links/{link_id}', { params: { path: { link_id }, ...once() } }));
}

export async function setUpApp(): Promise<AppSetUp> {
  return unwrap(await api.POST('/api/v1/auth/totp'));
}

/** Recovery codes come with the first second factor only; else there are none. */
export async function confirmApp(code: string): Promise<string[]> {
  return unwrap(await api.POST('/api/v1/auth/totp/confirm', { body: { code } })).recovery_codes;
}

export async function removeApp(): Promise<void> {
  unwrap(await api.DELETE('/api/v1/auth/totp', { params: once() }));
}

/** Recovery codes as for an app. Raises NoPasskeyUsed or PasskeyIsKnown. */
export async function addPasskey(name: string): Promise<string[]> {
  const { public_key } = unwrap(await api.POST('/api/v1/auth/passkeys/options'));
  const body = { name, credential: await makePasskey(public_key) };
  return unwrap(await api.POST('/api/v1/auth/passkeys', { body })).recovery_codes;
}

export async function removePasskey(id: string): Promise<void> {
  unwrap(await api.DELETE('/api/v1/auth/passkeys/{passkey_id}', { params: { path: { passkey_id: id }, ...once() } }));
}

export async function renewRecoveryCodes(): Promise<string[]> {
  return unwrap(await api.POST('/api/v1/auth/recovery-codes')).recovery_codes;
}

export async function endSession(id: string): Promise<void> {
  unwrap(await api.DELETE('/api/v1/auth/sessions/{session_id}', { params: { path: { session_id: id }, ...once() } }));
}

export async function endOtherSessions(): Promise<void> {
  unwrap(await api.DELETE('/api/v1/auth/sessions', { params: once() }));
}

/** The secret, which is answered this once. */
export async function createApiToken(draft: ApiTokenDraft): Promise<string> {
  return unwrap(await api.POST('/api/v1/tokens', { body: draft })).token;
}

export async function deleteApiToken(id: string): Promise<void> {
  unwrap(await api.DELETE('/api/v1/tokens/{token_id}', { params: { path: { token_id: id }, ...once() } }));
}
