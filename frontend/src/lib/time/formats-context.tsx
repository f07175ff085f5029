'use client';

import { createContext, use, useMemo, type ReactNode } from 'react';
import { useShownDisplay } from '../display';
import { spoken } from '../language';
import { Formats, readingLocale } from './formats';

const Context = createContext<Formats | null>(null);

/** Everything inside shows time in `zone`, in the reader's locale and by their customs; nothing does without one. */
export function FormatsProvider({ zone, children }: { zone: string | null; children: ReactNode }) {
  const { hour_cycle, first_day } = useShownDisplay();
  const formats = useMemo(
    () => zone === null ? null : new Formats(readingLocale(spoken(), navigator.languages, { hour_cycle, first_day }), zone),
    [zone, hour_cycle, first_day],
  );
  return <Context value={formats}>{children}</Context>;
}

export function useFormats(): Formats {
  const formats = use(Context);
  if (!formats) throw new Error('no FormatsProvider above');
  return formats;
}
