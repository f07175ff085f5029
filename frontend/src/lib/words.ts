import { use } from 'react';
import { preload } from 'react-dom';
import type { NestedKeyOf } from 'use-intl';
import type { Areas, Catalogue } from '@/messages/messages';
import { spoken } from './language';

/** A part of the product with words of its own, which the other parts need not load. */
export type Area = keyof Areas;
type Words = Record<string, unknown>;
type Arriving = Promise<Words> & { status?: 'fulfilled'; value?: Words };

/** Milliseconds after each failed attempt. */
const pauses = [500, 2000, 0];

const isExported = typeof window === 'undefined' && process.env.NODE_ENV === 'production';

const here = new Map<Area, Words>();
const coming = new Map<Area, Promise<Words>>();

/**
 * What stands in a page for its words while it is exported: scripts/languages.mjs puts those of each language in
 * its place.
 */
export function marker(key: string): string {
  return `[[${key}]]`;
}

/** The words of a title, which is written when the page is exported. */
export function titled(key: NestedKeyOf<Catalogue>): string {
  return marker(key);
}

/** Fetches the words of these parts as soon as the code that says them is there; gives their names to `Words`. */
export function wordsOf(...areas: Area[]): readonly Area[] {
  if (typeof window !== 'undefined') for (const area of areas) void load(area).catch(() => undefined);
  return areas;
}

/** For skeletons, as they are drawn: the words of what they stand for come with the page, before the code that says them. */
export function preloadWords(...areas: Area[]): void {
  if (isExported) for (const area of areas) preload(`${marker('words')}/${fileOf(area, marker('lang'))}`, { as: 'fetch', crossOrigin: 'anonymous' });
  else wordsOf(...areas);
}

/** The words of one part in the page's language; waits for them. None while the page is exported. */
export function useWords(area: Area): Words {
  if (!isExported) return use(load(area));
  preloadWords(area);
  return {};
}

/** The same at once, where nothing can wait: null when they are not there. */
export function wordsNow(area: Area): Words | null {
  return here.get(area) ?? null;
}

export function load(area: Area): Promise<Words> {
  const known = coming.get(area);
  if (known) return known;
  const words: Arriving = read(area).then(
    (found) => {
      here.set(area, found);
      // React reads these two: what has come makes nobody wait once more.
      words.status = 'fulfilled';
      words.value = found;
      return found;
    },
    (reason: unknown) => {
      coming.delete(area);
      throw reason;
    },
  );
  coming.set(area, words);
  return words;
}

async function read(area: Area): Promise<Words> {
  // The development server and the tests have no export to fetch from.
  if (process.env.NODE_ENV !== 'production') {
    const found = (await import(`../messages/${fileOf(area, spoken()).slice(0, -5)}.json`)) as { default: Words };
    return found.default;
  }
  const address = `${document.documentElement.dataset.words}/${fileOf(area, spoken())}`;
  for (const pause of pauses) {
    const answer = await fetch(address).catch(() => null);
    if (answer?.ok) return (await answer.json()) as Words;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  throw new Error(`the words of ${area} did not come`);
}

function fileOf(area: Area, language: string): string {
  return area === 'shared' ? `${language}.json` : `${language}.${area}.json`;
}
