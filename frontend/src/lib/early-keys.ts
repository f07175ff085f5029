/**
 * Keys that are pressed before anybody hears them. This runs in the document's head, on pages that have a frame; the
 * listener is loaded late, takes what was pressed and hears for itself. What is typed into fields is never kept.
 */
export const earlyKeysScript = `(function(){var w=window;w.earlyKeys=[];addEventListener('keydown',function(e){var t=e.target,k=w.earlyKeys;if(!k||!document.getElementById('main')||t.closest&&t.closest('input,textarea,select,[contenteditable],[role=dialog]'))return;k.push(e);if(k.length>20)k.shift();if(e.ctrlKey||e.metaKey?/^[k,]$/i.test(e.key):/^[\\/']$/.test(e.key))e.preventDefault()},true)})()`;

declare global {
  interface Window {
    /** Null once somebody hears. */
    earlyKeys?: KeyboardEvent[] | null;
  }
}

/** Milliseconds for which a key is worth hearing. */
const freshness = 10_000;

/** What was pressed until now, the oldest first; from now on the caller hears, until the returned function is called. */
export function takeEarlyKeys(now: number): { readonly pressed: readonly KeyboardEvent[]; release(): void } {
  const pressed = (window.earlyKeys ?? []).filter(({ timeStamp }) => now - timeStamp <= freshness);
  window.earlyKeys = null;
  return {
    pressed,
    release: () => {
      window.earlyKeys = [];
    },
  };
}
