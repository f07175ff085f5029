import type { Updates } from './updates';

/** Milliseconds between two looks for a new build. */
const pause = 60_000;
/** Milliseconds after which the parts that come late are fetched ahead. */
const calm = 5_000;

interface Told {
  /** A device rang and was touched: the page that it leads to. */
  opens(path: string): void;
}

/** Whether this browser can keep pages, and ring. Only a build has a worker, not the development server. */
export function workerWorks(): boolean {
  return process.env.NODE_ENV === 'production' && typeof navigator !== 'undefined' && 'serviceWorker' in navigator;
}

/** Has pages kept for the time without a connection; returns how to stop listening. What fails leaves all as it was. */
export function startWorker(updates: Updates, told: Told): () => void {
  if (!workerWorks()) return () => undefined;
  const container = navigator.serviceWorker;
  let served = container.controller !== null;
  let registration: ServiceWorkerRegistration | null = null;
  let looked = Date.now();

  const changed = () => {
    if (served) updates.takenOver();
    served = true;
  };
  const watch = (worker: ServiceWorker | null) =>
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && container.controller) updates.found(worker);
    });
  const look = () => {
    if (document.visibilityState !== 'visible' || Date.now() - looked < pause) return;
    looked = Date.now();
    void registration?.update().catch(() => undefined);
  };
  const heard = ({ data }: MessageEvent<{ go?: string }>) => {
    const url = data.go ? new URL(data.go, location.origin) : null;
    if (url?.origin === location.origin) told.opens(url.pathname + url.search);
  };

  const register = async () => {
    registration = await container.register('/worker/service-worker.js', { scope: '/', type: 'module', updateViaCache: 'none' });
    if (registration.waiting && container.controller) updates.found(registration.waiting);
    watch(registration.installing);
    registration.addEventListener('updatefound', () => watch(registration?.installing ?? null));
    await new Promise((resolve) => setTimeout(resolve, calm));
    if (!(navigator as { connection?: { saveData?: boolean } }).connection?.saveData) (await container.ready).active?.postMessage({ fill: document.documentElement.lang });
  };

  container.addEventListener('controllerchange', changed);
  container.addEventListener('message', heard);
  document.addEventListener('visibilitychange', look);
  void register().catch(() => undefined);
  return () => {
    container.removeEventListener('controllerchange', changed);
    container.removeEventListener('message', heard);
    document.removeEventListener('visibilitychange', look);
  };
}

/** Whether leaving the page loses nothing: whoever would ask before it is left says no. */
export function mayLeave(): boolean {
  return window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
}
