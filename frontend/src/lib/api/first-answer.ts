import type { FirstSaid } from './types';

/** Milliseconds for which it stands for an answer of its own. */
const freshness = 10_000;
/** Milliseconds for which a page waits for it. */
const patience = 3_000;

/**
 * What every page needs, as the server said it in one answer before all others (`GET /bootstrap`). Each part saves
 * whoever would ask for it the first request, once; from then on they ask the server.
 */
export class FirstAnswer {
  private readonly taken = new Set<keyof FirstSaid>();
  private at = 0;

  /** `said` never rejects: null where nothing was asked early, or nobody is signed in. */
  constructor(
    private said: Promise<FirstSaid | null>,
    private readonly now: () => number = Date.now,
  ) {
    void said.then(() => {
      this.at = now();
    });
  }

  /** Null when it has to be asked for: taken already, too old, or never said. */
  async take<Part extends keyof FirstSaid>(part: Part): Promise<FirstSaid[Part] | null> {
    const said = await this.said;
    if (said === null || this.taken.has(part) || this.now() - this.at > freshness) return null;
    this.taken.add(part);
    return said[part];
  }

  /** Until it is there, or is known not to come. What takes too long counts as never said: pages then ask for themselves. */
  async settled(): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<'late'>((resolve) => (timer = setTimeout(resolve, patience, 'late')));
    if ((await Promise.race([this.said, late])) === 'late') this.forget();
    clearTimeout(timer);
  }

  /** It was about somebody who has left. */
  forget(): void {
    this.said = Promise.resolve(null);
  }
}

/** What such an answer says; null when it says nothing. */
export async function saidBy(answer: Promise<Response> | undefined): Promise<FirstSaid | null> {
  try {
    const response = await answer;
    return response?.ok ? ((await response.json()) as FirstSaid) : null;
  } catch {
    return null;
  }
}
