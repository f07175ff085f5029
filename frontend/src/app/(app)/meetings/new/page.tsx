import type { Metadata } from 'next';
import { Suspense } from 'react';
import { NewMeetingPage, NewMeetingSkeleton } from '@/features/meeting';
import messages from '@/messages/en.json';

export const metadata: Metadata = { title: messages.nav.newMeeting };

export default function Page() {
  return (
    <Suspense fallback={<NewMeetingSkeleton />}>
      <NewMeetingPage />
    </Suspense>
  );
}
