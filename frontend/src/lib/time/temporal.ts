import type {} from 'temporal-polyfill/types/global';

/** Makes `globalThis.Temporal` available, loading the polyfill (19 KiB) only where the browser has none. */
export async function loadTemporal(): Promise<void> {
  if (!('Temporal' in globalThis)) await import('temporal-polyfill/global');
}
