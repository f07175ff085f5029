import type { Metadata } from 'next';
import { Suspense } from 'react';
import { CalendarPage, CalendarSkeleton } from '@/features/calendar';
import { titled } from '@/lib/words';

export const metadata: Metadata = { title: titled('nav.calendar') };

export default function Page() {
  return (
    <Suspense fallback={<CalendarSkeleton />}>
      <CalendarPage />
    </Suspense>
  );
}
