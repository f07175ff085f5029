'use client';

import { startTransition, Suspense, useEffect, useMemo, useState, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { IntlProvider, useMessages, type Messages } from 'use-intl';
import { useShownDisplay } from './display';
import { formatLocale, spoken } from './language';
import { readingLocale } from './time/formats';
import { marker, useWords, type Area } from './words';

/** Date and time fields in the reader's order, the same as every other date on the page. */
export function ReadingLocale({ children }: { children: ReactNode }) {
  const display = useShownDisplay();
  const [locale, setLocale] = useState('en-GB');
  // Not at once: React would throw away what of the page still waits for its words, with all that was typed there.
  useEffect(() => startTransition(() => setLocale(readingLocale(spoken(), navigator.languages, display))), [display]);
  return <I18nProvider locale={locale}>{children}</I18nProvider>;
}

/** The words that all pages share, in the language of the page. */
export function SharedWords({ children }: { children: ReactNode }) {
  const messages = useWords('shared') as Messages;
  return (
    <IntlProvider
      locale={formatLocale(spoken())}
      messages={messages}
      timeZone="UTC"
      getMessageFallback={({ namespace, key }) => marker(namespace ? `${namespace}.${key}` : key)}
      onError={unlessExported}
    >
      {children}
    </IntlProvider>
  );
}

// While pages are exported there are no words yet, and that is no fault.
function unlessExported(fault: Error) {
  if (typeof window !== 'undefined') console.error(fault);
}

interface WordsProps {
  of: readonly Area[];
  /** What stands there until they have come. */
  meanwhile?: ReactNode;
  children: ReactNode;
}

/** The words of parts of the product (`wordsOf`) for what is inside, besides those that all share. */
export function Words({ of, meanwhile, children }: WordsProps) {
  return (
    <Suspense fallback={meanwhile}>
      {of.reduceRight<ReactNode>((inner, area) => <WordsOf area={area}>{inner}</WordsOf>, children)}
    </Suspense>
  );
}

// What waits has no other hooks: React may lose count of them when it goes on.
function WordsOf({ area, children }: { area: Area; children: ReactNode }) {
  return <MoreWords more={useWords(area)}>{children}</MoreWords>;
}

function MoreWords({ more, children }: { more: object; children: ReactNode }) {
  const shared = useMessages();
  const messages = useMemo(() => ({ ...shared, ...more }) as Messages, [shared, more]);
  return (
    <IntlProvider locale={formatLocale(spoken())} messages={messages}>
      {children}
    </IntlProvider>
  );
}

/** A name between isolates (UAX #9): its script turns nothing around in the sentence. */
export function apart(name: string): string {
  return name && `\u2068${name}\u2069`;
}
