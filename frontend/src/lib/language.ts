/** Each language by its own name. The pseudo-language of the tests is not among them: it has to be asked for. */
export const languages = { en: 'English', de: 'Deutsch', fr: 'Français', ar: 'العربية' } as const;

export type Language = keyof typeof languages;

/** What the server reads when somebody asks for a page (entrypoints/http/pages.py). */
const cookie = 'convene_language';
const aYear = 365 * 24 * 3600;

/** The language in which the page was handed out. */
export function spoken(): string {
  return (typeof document !== 'undefined' && document.documentElement.lang) || 'en';
}

export function directionOf(language: string): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

/** An arrow key by what it means where one reads from left to right: it goes where it points, and days run the other way. */
export function meantKey(key: string): string {
  if (typeof document === 'undefined' || document.documentElement.dir !== 'rtl') return key;
  return { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' }[key] ?? key;
}

/** The same for formats: Arabic with the digits that all other places of the app show. */
export function formatLocale(language: string): string {
  return language === 'ar' ? 'ar-EG-u-nu-latn' : language;
}

/** The language that was chosen in this browser; null: as the browser has it. */
export function chosenHere(): string | null {
  const found = document.cookie.split('; ').find((each) => each.startsWith(`${cookie}=`));
  return found?.slice(cookie.length + 1) || null;
}

/** From the next page on; null: as the browser has it. */
export function choose(language: string | null): void {
  if (language === chosenHere()) return;
  document.cookie = `${cookie}=${language ?? ''}; Path=/; SameSite=Lax; Max-Age=${language ? aYear : 0}`;
  void forgetPages().catch(() => undefined);
}

/** Chooses it and asks for the page again: it comes in the language as a whole. */
export function speak(language: string | null): void {
  choose(language);
  void forgetPages().finally(() => location.reload());
}

/** Pages that the service worker keeps are in the language from before. */
async function forgetPages(): Promise<void> {
  if (typeof caches === 'undefined') return;
  for (const name of await caches.keys()) if (name.startsWith('pages-')) await caches.delete(name);
}
