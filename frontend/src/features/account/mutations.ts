import { openApi } from '@/lib/api/client';
import { unwrap } from '@/lib/api/problem';
import type { Joining } from './schema';

export async function askForReset(email: string): Promise<void> {
  unwrap(await openApi.POST('/api/v1/auth/password/forgot', { body: { email } }));
}

export async function resetPassword(token: string, password: string): Promise<void> {
  unwrap(await openApi.POST('/api/v1/auth/password/reset', { body: { token, password } }));
}

/** Asks for a letter with a link to make an account; everything else is asked for behind the link. */
export async function askForAccount(email: string): Promise<void> {
  unwrap(await openApi.POST('/api/v1/auth/register', { body: { email } }));
}

/** Makes the account that the invitation is for. Signs nobody in. */
export async function join(token: string, { name, password, zone }: Joining): Promise<void> {
  const body = { invitation_token: token, name, password, time_zone: zone };
  unwrap(await openApi.POST('/api/v1/auth/register', { body }));
}

export async function confirmEmail(token: string): Promise<void> {
  unwrap(await openApi.POST('/api/v1/auth/email/confirmation', { body: { token } }));
}
