import type { Metadata } from 'next';
import { Suspense } from 'react';
import { NewMeetingPage, NewMeetingSkeleton } from '@/features/meeting';
import { titled } from '@/lib/words';

export const metadata: Metadata = { title: titled('nav.newMeeting') };

export default function Page() {
  return (
    <Suspense fallback={<NewMeetingSkeleton />}>
      <NewMeetingPage />
    </Suspense>
  );
}
