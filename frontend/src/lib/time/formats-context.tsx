'use client';

import { createContext, use, useMemo, type ReactNode } from 'react';
import { Formats, readingLocale } from './formats';

const Context = createContext<Formats | null>(null);

/** Everything inside shows time in `zone`, in the reader's locale. */
export function FormatsProvider({ zone, children }: { zone: string; children: ReactNode }) {
  const formats = useMemo(() => new Formats(readingLocale(navigator.languages), zone), [zone]);
  return <Context value={formats}>{children}</Context>;
}

export function useFormats(): Formats {
  const formats = use(Context);
  if (!formats) throw new Error('no FormatsProvider above');
  return formats;
}
