'use client';

import { useTranslations } from 'use-intl';
import { languages, speak, spoken } from '@/lib/language';
import { useMounted } from '@/lib/routes';

const each = Object.entries(languages);

/** In which language the page speaks, for those who are not signed in: each by its own name, kept in this browser. */
export function LanguageRow() {
  const t = useTranslations('session');
  const mounted = useMounted();
  return (
    <nav aria-label={t('language')} className="mt-6 flex flex-wrap justify-center gap-x-1 text-sm">
      {each.map(([language, name]) => (
        <button
          key={language}
          type="button"
          lang={language}
          dir="auto"
          aria-current={mounted && spoken() === language ? 'true' : undefined}
          onClick={() => speak(language)}
          className="min-h-8 cursor-pointer rounded-sm px-2 text-fg-3 hover:text-fg aria-[current=true]:font-[550] aria-[current=true]:text-fg pointer-coarse:min-h-11"
        >
          {name}
        </button>
      ))}
    </nav>
  );
}
