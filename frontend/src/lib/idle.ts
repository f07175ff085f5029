/** Runs something when nothing else needs the machine; returns how to call it off. Its failure is nobody's. */
export function whenIdle(task: () => Promise<unknown>): () => void {
  const run = () => void task().catch(() => undefined);
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(run, 2000);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(run, { timeout: 5000 });
  return () => cancelIdleCallback(handle);
}
