import { api } from '@/lib/api/client';
import { ownMutation } from '@/lib/api/mutation-id';
import { unwrap } from '@/lib/api/problem';
import { workerWorks } from './worker';

const once = () => ({ 'Idempotency-Key': ownMutation() });

/** rings; silent: it could; forbidden: the browser was told never to; apart: only from the home screen (iOS); impossible. */
export type Ringing = 'rings' | 'silent' | 'forbidden' | 'apart' | 'impossible';

/** How things stand with this device. */
export async function ringing(): Promise<Ringing> {
  if (!workerWorks()) return 'impossible';
  if (!('PushManager' in window) || !('Notification' in window)) {
    const homeScreenFirst = 'standalone' in navigator && !(navigator as { standalone?: boolean }).standalone;
    return homeScreenFirst ? 'apart' : 'impossible';
  }
  if (Notification.permission === 'denied') return 'forbidden';
  return (await subscription()) ? 'rings' : 'silent';
}

async function subscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager.getSubscription()) ?? null;
}

/** Asks the reader, and lets this device ring. False when they would rather not. Call it from a button. */
export async function ringHere(): Promise<boolean> {
  if ((await Notification.requestPermission()) !== 'granted') return false;
  const registration = await navigator.serviceWorker.ready;
  const { application_server_key } = unwrap(await api.GET('/api/v1/push-subscriptions'));
  // One that was made with another key cannot be heard.
  await (await registration.pushManager.getSubscription())?.unsubscribe();
  const made = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: application_server_key });
  const { endpoint, keys } = made.toJSON();
  const body = { endpoint: endpoint ?? '', keys: { p256dh: keys?.p256dh ?? '', auth: keys?.auth ?? '' } };
  try {
    unwrap(await api.POST('/api/v1/push-subscriptions', { params: { header: once() }, body }));
  } catch (reason) {
    await made.unsubscribe();
    throw reason;
  }
  return true;
}

/** This device rings no more. */
export async function ringNoMore(): Promise<void> {
  await silence();
  const { data } = unwrap(await api.GET('/api/v1/push-subscriptions'));
  const own = data.find(({ current }) => current);
  if (own) unwrap(await api.DELETE('/api/v1/push-subscriptions/{subscription_id}', { params: { path: { subscription_id: own.id }, header: once() } }));
}

/** For this browser's part; the server forgets it with the session. */
export async function silence(): Promise<void> {
  if (workerWorks() && 'PushManager' in window) await (await subscription())?.unsubscribe();
}
