import type { Metadata } from 'next';
import { Suspense } from 'react';
import { DirectorySkeleton, RoomsPage } from '@/features/directory';
import { titled } from '@/lib/words';

export const metadata: Metadata = { title: titled('nav.rooms') };

export default function Page() {
  return (
    <Suspense fallback={<DirectorySkeleton of="rooms" />}>
      <RoomsPage />
    </Suspense>
  );
}
