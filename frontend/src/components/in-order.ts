const waiting = '.skeleton';

/**
 * Given as `ref` to an element of the class `in-order`: of what is in it, whatever stands below something that is still
 * coming waits for it, so that nothing that shows is pushed down.
 *
 * Until this has been called the style sheet does it by `:has()`. Browsers were seen to leave hidden by that what has
 * nothing to wait for any more.
 */
export function inOrder(root: HTMLElement | null): (() => void) | undefined {
  if (!root) return undefined;
  const look = () => {
    let waits = false;
    for (const child of root.children) {
      child.toggleAttribute('data-waits', waits);
      waits ||= child.matches(waiting) || child.querySelector(waiting) !== null;
    }
  };
  root.toggleAttribute('data-in-order', true);
  look();
  const watch = new MutationObserver(look);
  watch.observe(root, { childList: true, subtree: true });
  return () => watch.disconnect();
}
