import type { Metadata } from 'next';
import { Suspense } from 'react';
import { OneSkeleton, PersonPage } from '@/features/directory';
import { titled } from '@/lib/words';

export const metadata: Metadata = { title: titled('nav.people') };

/** One page for every id: the server hands it out for /people/<anything>/. */
export const dynamicParams = false;

export function generateStaticParams() {
  return [{ id: '_' }];
}

export default function Page() {
  return (
    <Suspense fallback={<OneSkeleton of="people" />}>
      <PersonPage />
    </Suspense>
  );
}
