import type { Metadata } from 'next';
import { Suspense } from 'react';
import { MeetingsPage, MeetingsSkeleton } from '@/features/meeting';
import { titled } from '@/lib/words';

export const metadata: Metadata = { title: titled('nav.meetings') };

export default function Page() {
  return (
    <Suspense fallback={<MeetingsSkeleton />}>
      <MeetingsPage />
    </Suspense>
  );
}
