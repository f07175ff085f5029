import type { Metadata } from 'next';
import { Suspense } from 'react';
import { MeetingPage, MeetingSkeleton } from '@/features/meeting';
import { titled } from '@/lib/words';

export const metadata: Metadata = { title: titled('meeting.page') };

/** One page for every id: the server hands it out for /meetings/<anything>/. */
export const dynamicParams = false;

export function generateStaticParams() {
  return [{ id: '_' }];
}

export default function Page() {
  return (
    <Suspense fallback={<MeetingSkeleton />}>
      <MeetingPage />
    </Suspense>
  );
}
