/**
 * Forms that are sent before anybody hears. Left to itself, the browser would open the page anew with all that was
 * typed, passwords too, in its address. This runs in the document's head; every form of ours is sent by its script.
 */
export const earlySubmitScript = `(function(){var w=window;addEventListener('submit',function(e){if(!e.defaultPrevented){e.preventDefault();w.earlySubmit=e.target}})})()`;

declare global {
  interface Window {
    /** The last one that was sent and that nobody heard. */
    earlySubmit?: HTMLFormElement | undefined;
  }
}

/** Sends it again, now that somebody hears. */
export function resubmitEarly(): void {
  const form = window.earlySubmit;
  window.earlySubmit = undefined;
  if (form?.isConnected) form.requestSubmit();
}
