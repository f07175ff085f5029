import type { Metadata } from 'next';
import { Suspense } from 'react';
import { OneSkeleton, RoomPage } from '@/features/directory';
import { titled } from '@/lib/words';

export const metadata: Metadata = { title: titled('nav.rooms') };

/** One page for every id: the server hands it out for /rooms/<anything>/. */
export const dynamicParams = false;

export function generateStaticParams() {
  return [{ id: '_' }];
}

export default function Page() {
  return (
    <Suspense fallback={<OneSkeleton of="rooms" />}>
      <RoomPage />
    </Suspense>
  );
}
