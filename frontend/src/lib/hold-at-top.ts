/** What somebody does who looks for a place of their own. */
const deeds = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;

/**
 * Brings an element to the top of what scrolls, and keeps it there while more of `content` arrives around it, until its
 * reader does anything; returns how to let it go.
 */
export function holdAtTop(element: Element, content: Element): () => void {
  const put = () => element.scrollIntoView({ block: 'start' });
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
