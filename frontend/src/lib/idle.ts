type Task = () => Promise<unknown>;

/** Milliseconds after which a page that nobody has touched goes on all the same. */
const calm = 6_000;
/** Milliseconds after which a page that is never idle does. */
const longest = 5_000;

const signs = ['pointermove', 'pointerdown', 'touchmove', 'keydown'] as const;

const waiting: Task[] = [];
let isRunning = false;
let touched: Promise<unknown> | null = null;

/**
 * Runs something that is of use later, when the page has loaded and nothing else needs the machine: once somebody has
 * a hand on it, or after a while. Returns how to call it off. Its failure is nobody's. Each waits for the one before
 * and for idle time of its own: whoever touches the page is answered between two of them.
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
  touched ??= touch();
  await loaded();
  await Promise.race([touched, new Promise((resolve) => setTimeout(resolve, calm))]);
  while (waiting.length > 0) {
    await idle();
    await waiting.shift()?.().catch(() => undefined);
  }
  isRunning = false;
}

function touch(): Promise<unknown> {
  return new Promise((resolve) => {
    for (const sign of signs) window.addEventListener(sign, resolve, { once: true, passive: true, capture: true });
  });
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
