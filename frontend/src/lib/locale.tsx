'use client';

import { useMemo, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { IntlProvider, useLocale, useMessages, useTimeZone, type Messages } from 'use-intl';
import { useShownDisplay } from './display';
import { readingLocale } from './time/formats';
import { useMounted } from './routes';

/** Date and time fields in the reader's order, the same as every other date on the page. */
export function ReadingLocale({ children }: { children: ReactNode }) {
  const mounted = useMounted();
  const display = useShownDisplay();
  return <I18nProvider locale={mounted ? readingLocale(navigator.languages, display) : 'en-GB'}>{children}</I18nProvider>;
}

/** The words of one part of the product, which the others need not load; besides those that all share. */
export function Words({ more, children }: { more: Partial<Messages>; children: ReactNode }) {
  const shared = useMessages();
  const messages = useMemo(() => ({ ...shared, ...more }), [shared, more]);
  return (
    <IntlProvider locale={useLocale()} timeZone={useTimeZone() ?? 'UTC'} messages={messages}>
      {children}
    </IntlProvider>
  );
}

/** A name between isolates (UAX #9): its script turns nothing around in the sentence. */
export function apart(name: string): string {
  return name && `\u2068${name}\u2069`;
}
