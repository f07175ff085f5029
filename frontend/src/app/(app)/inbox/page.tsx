import type { Metadata } from 'next';
import { Suspense } from 'react';
import { InboxPage, InboxSkeleton } from '@/features/inbox';
import messages from '@/messages/en.json';

export const metadata: Metadata = { title: messages.nav.inbox };

export default function Page() {
  return (
    <Suspense fallback={<InboxSkeleton />}>
      <InboxPage />
    </Suspense>
  );
}
