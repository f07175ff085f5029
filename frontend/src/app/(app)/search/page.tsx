import type { Metadata } from 'next';
import { Suspense } from 'react';
import { SearchPage, SearchSkeleton } from '@/features/palette';
import messages from '@/messages/en.json';

export const metadata: Metadata = { title: messages.nav.search };

export default function Page() {
  return (
    <Suspense fallback={<SearchSkeleton />}>
      <SearchPage />
    </Suspense>
  );
}
