import type { Metadata } from 'next';
import { Suspense } from 'react';
import { DirectorySkeleton, RoomsPage } from '@/features/directory';
import messages from '@/messages/en.json';

export const metadata: Metadata = { title: messages.nav.rooms };

export default function Page() {
  return (
    <Suspense fallback={<DirectorySkeleton />}>
      <RoomsPage />
    </Suspense>
  );
}
