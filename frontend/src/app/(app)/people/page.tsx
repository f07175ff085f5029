import type { Metadata } from 'next';
import { Suspense } from 'react';
import { DirectorySkeleton, PeoplePage } from '@/features/directory';
import messages from '@/messages/en.json';

export const metadata: Metadata = { title: messages.nav.people };

export default function Page() {
  return (
    <Suspense fallback={<DirectorySkeleton />}>
      <PeoplePage />
    </Suspense>
  );
}
