import type { Metadata } from 'next';
import { Suspense } from 'react';
import { SearchPage, SearchSkeleton } from '@/features/palette';
import { titled } from '@/lib/words';

export const metadata: Metadata = { title: titled('nav.search') };

export default function Page() {
  return (
    <Suspense fallback={<SearchSkeleton />}>
      <SearchPage />
    </Suspense>
  );
}
