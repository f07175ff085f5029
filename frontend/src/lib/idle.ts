type Task = () => Promise<unknown>;

/** Milliseconds after which a page that is never idle goes on all the same. */
const longest = 5_000;

const waiting: Task[] = [];
let isRunning = false;

/**
 * Runs something when the page has loaded and nothing else needs the machine; returns how to call it off. Its failure
 * is nobody's. Each waits for the one before and for idle time of its own: whoever touches the page is answered
 * between two of them.
 */
export function whenIdle(task: Task): () => void {
  waiting.push(task);
  void run();
  return () => {
    const place = waiting.indexOf(task);
    if (place >= 0) waiting.splice(place, 1);
  };
}

async function run(): Promise<void> {
  if (isRunning) return;
  isRunning = true;
  await loaded();
  while (waiting.length > 0) {
    await idle();
    await waiting.shift()?.().catch(() => undefined);
  }
  isRunning = false;
}

function loaded(): Promise<unknown> | void {
  if (document.readyState !== 'complete') return new Promise((resolve) => window.addEventListener('load', resolve, { once: true }));
}

function idle(): Promise<unknown> {
  return new Promise((resolve) =>
    // Safari has no idle time to offer.
    typeof requestIdleCallback === 'undefined' ? setTimeout(resolve, 500) : requestIdleCallback(resolve, { timeout: longest }),
  );
}
