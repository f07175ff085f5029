'use client';

import type { ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { readingLocale } from './time/formats';
import { useMounted } from './routes';

/** Date and time fields in the reader's order, the same as every other date on the page. */
export function ReadingLocale({ children }: { children: ReactNode }) {
  const mounted = useMounted();
  return <I18nProvider locale={mounted ? readingLocale(navigator.languages) : 'en-GB'}>{children}</I18nProvider>;
}
