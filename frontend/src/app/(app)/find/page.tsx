import type { Metadata } from 'next';
import { Suspense } from 'react';
import { FindPage, FindSkeleton } from '@/features/find';
import { titled } from '@/lib/words';

export const metadata: Metadata = { title: titled('nav.find') };

export default function Page() {
  return (
    <Suspense fallback={<FindSkeleton />}>
      <FindPage />
    </Suspense>
  );
}
