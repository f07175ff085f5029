import type { Metadata } from 'next';
import { Suspense } from 'react';
import { DirectorySkeleton, PeoplePage } from '@/features/directory';
import { titled } from '@/lib/words';

export const metadata: Metadata = { title: titled('nav.people') };

export default function Page() {
  return (
    <Suspense fallback={<DirectorySkeleton of="people" />}>
      <PeoplePage />
    </Suspense>
  );
}
