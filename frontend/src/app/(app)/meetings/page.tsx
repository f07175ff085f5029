import type { Metadata } from 'next';
import { Suspense } from 'react';
import { MeetingsPage, MeetingsSkeleton } from '@/features/meeting';
import messages from '@/messages/en.json';

export const metadata: Metadata = { title: messages.nav.meetings };

export default function Page() {
  return (
    <Suspense fallback={<MeetingsSkeleton />}>
      <MeetingsPage />
    </Suspense>
  );
}
