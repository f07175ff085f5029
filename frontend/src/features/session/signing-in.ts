import { access, openApi } from '@/lib/api/client';
import { unwrap } from '@/lib/api/problem';
import type { Credentials } from '@/lib/api/types';
import { answerWithPasskey } from './passkeys';
import type { SetUp, SignIn } from './schema';

/** What is shown besides the password: a code of an app, a recovery code, or what a passkey answered. */
export type SecondFactor = NonNullable<Credentials['second_factor']>;

export async function signIn({ email, password }: SignIn, second?: SecondFactor): Promise<void> {
  const body = { email, password, client: 'web', ...(second ? { second_factor: second } : {}) } as const;
  access.accept(unwrap(await openApi.POST('/api/v1/auth/login', { body })));
}

/** The answer of a passkey to a fresh challenge. Raises NoPasskeyUsed. */
export async function passkeyAnswer(): Promise<Record<string, unknown>> {
  const { public_key } = unwrap(await openApi.POST('/api/v1/auth/passkeys/challenge'));
  return answerWithPasskey(public_key);
}

/** Signs in whoever the chosen passkey belongs to. */
export async function signInWithPasskey(): Promise<void> {
  const body = { credential: await passkeyAnswer(), client: 'web' } as const;
  access.accept(unwrap(await openApi.POST('/api/v1/auth/passkeys/login', { body })));
}

/** The second factor of whoever came back from the identity provider; without one, the refusal lists the ways. */
export async function finishWithSecondFactor(second?: SecondFactor): Promise<void> {
  const body = second ? { second_factor: second } : {};
  const headers = { 'X-Convene-CSRF': '1' };
  access.accept(unwrap(await openApi.POST('/api/v1/auth/oidc/second-factor', { headers, body })));
}

export async function setUp(token: string, { name, email, password, zone }: SetUp): Promise<void> {
  const body = { token, name, email, password, time_zone: zone };
  access.accept(unwrap(await openApi.POST('/api/v1/setup', { body })));
}
