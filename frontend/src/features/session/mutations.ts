import { access, openApi } from '@/lib/api/client';
import { unwrap } from '@/lib/api/problem';
import type { SetUp, SignIn } from './schema';

export async function signIn({ email, password }: SignIn): Promise<void> {
  access.accept(unwrap(await openApi.POST('/api/v1/auth/login', { body: { email, password, client: 'web' } })));
}

export async function setUp(token: string, { name, email, password, zone }: SetUp): Promise<void> {
  const body = { token, name, email, password, time_zone: zone };
  access.accept(unwrap(await openApi.POST('/api/v1/setup', { body })));
}

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('convene.session');

/** Ends the session on the server and in every tab of this browser, even when the server cannot be reached. */
export async function signOut(): Promise<void> {
  try {
    await openApi.POST('/api/v1/auth/logout', { headers: { 'X-Convene-CSRF': '1' } });
  } finally {
    access.forget();
    channel?.postMessage('signed-out');
  }
}

/** Follows a sign-out in another tab. */
export function followOtherTabs(): () => void {
  const heard = ({ data }: MessageEvent) => data === 'signed-out' && access.forget();
  channel?.addEventListener('message', heard);
  return () => channel?.removeEventListener('message', heard);
}
