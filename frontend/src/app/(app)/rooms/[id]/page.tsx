import type { Metadata } from 'next';
import { Suspense } from 'react';
import { OneSkeleton, RoomPage } from '@/features/directory';
import messages from '@/messages/en.json';

export const metadata: Metadata = { title: messages.nav.rooms };

/** One page for every id: the server hands it out for /rooms/<anything>/. */
export const dynamicParams = false;

export function generateStaticParams() {
  return [{ id: '_' }];
}

export default function Page() {
  return (
    <Suspense fallback={<OneSkeleton />}>
      <RoomPage />
    </Suspense>
  );
}
