/** What somebody does who looks for a place of their own. */
const deeds = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;

/**
 * Brings an element to the top of what scrolls, with the focus on it as soon as it shows, and keeps it there while more
 * of `content` arrives around it, until its reader does anything; returns how to let it go.
 */
export function holdAtTop(element: HTMLElement, content: Element): () => void {
  const put = () => {
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: 'start' });
  };
  const watcher = new ResizeObserver(put);
  const leave = () => {
    watcher.disconnect();
    for (const deed of deeds) window.removeEventListener(deed, leave, true);
  };
  for (const deed of deeds) window.addEventListener(deed, leave, { capture: true, passive: true });
  watcher.observe(content);
  put();
  return leave;
}
