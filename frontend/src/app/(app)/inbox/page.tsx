import type { Metadata } from 'next';
import { Suspense } from 'react';
import { InboxPage, InboxSkeleton } from '@/features/inbox';
import { titled } from '@/lib/words';

export const metadata: Metadata = { title: titled('nav.inbox') };

export default function Page() {
  return (
    <Suspense fallback={<InboxSkeleton />}>
      <InboxPage />
    </Suspense>
  );
}
