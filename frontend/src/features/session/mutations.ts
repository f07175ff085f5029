import { access, api, ifMatch, openApi } from '@/lib/api/client';
import { unwrap } from '@/lib/api/problem';
import type { DisplayPreferences } from '@/lib/api/types';
import { currentDisplay, showDisplay, type Display } from '@/lib/display';
import { keeper } from '@/lib/keeper';
import { outgoing } from '@/lib/offline/outgoing';
import { unsent } from '@/lib/unsent';

/** Shows it at once, and keeps it for every device on top of what was said last. */
export async function chooseTheme(theme: Display['theme']): Promise<DisplayPreferences> {
  showDisplay({ ...currentDisplay(), theme });
  const path = '/api/v1/display-preferences';
  const { version, ...display } = unwrap(await api.GET(path));
  return unwrap(await api.PUT(path, { params: { header: { 'If-Match': ifMatch(version) } }, body: { ...display, theme } }));
}

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('convene.session');

/**
 * Ends the session on the server and in every tab of this browser, even when the server cannot be reached. Nothing
 * that was read or typed stays behind for whoever sits here next, and this device rings no more. Answers how much could
 * not be sent; then nothing is ended, unless it is `anyway`.
 */
export async function signOut(anyway = false): Promise<number> {
  await unsent.settle();
  const { left } = unsent;
  if (left > 0 && !anyway) return left;
  await import('@/lib/offline/device').then(({ silence }) => silence()).catch(() => undefined);
  try {
    await openApi.POST('/api/v1/auth/logout', { headers: { 'X-Convene-CSRF': '1' } });
  } finally {
    access.forget();
    channel?.postMessage('signed-out');
    outgoing('');
    await keeper.clear();
  }
  return 0;
}

/** Follows a sign-out in another tab. */
export function followOtherTabs(): () => void {
  const heard = ({ data }: MessageEvent) => data === 'signed-out' && access.forget();
  channel?.addEventListener('message', heard);
  return () => channel?.removeEventListener('message', heard);
}
