import type { Metadata } from 'next';
import { Suspense } from 'react';
import { CalendarPage, CalendarSkeleton } from '@/features/calendar';
import messages from '@/messages/en.json';

export const metadata: Metadata = { title: messages.nav.calendar };

export default function Page() {
  return (
    <Suspense fallback={<CalendarSkeleton />}>
      <CalendarPage />
    </Suspense>
  );
}
