import { whenIdle } from '../idle';
import { spoken } from '../language';
import { load, wordsNow } from '../words';

/** The server speaks English, and its own sentence says more than ours: it names what it is about. */
const isTheirs = () => spoken() === 'en';

if (typeof window !== 'undefined' && !isTheirs()) whenIdle(() => load('refusals'));

/** Why the server says no, by its code and in the language of the page; null: the server says it best. */
export function refusalIn(code: string): string | null {
  if (isTheirs()) return null;
  const { refusals } = (wordsNow('refusals') ?? {}) as { refusals?: Record<string, string> };
  return refusals?.[code] ?? null;
}
