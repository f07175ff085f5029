'use client';

import { useSearchParams } from 'next/navigation';
import type { ReactNode } from 'react';
import { usePerson } from '@/features/session';
import { FormatsProvider } from '@/lib/time/formats-context';
import { zonesIn } from '../zones';

/** The clocks of its reader, or of another zone that the calendar's address asks for. */
export function CalendarClocks({ children }: { children: ReactNode }) {
  const own = usePerson().time_zone;
  return <FormatsProvider zone={zonesIn(useSearchParams().get('tz'), own)[0] ?? own}>{children}</FormatsProvider>;
}
