import type { Metadata } from 'next';
import { Suspense } from 'react';
import { SecurityPage, SecuritySkeleton } from '@/features/security';
import { titled } from '@/lib/words';

export const metadata: Metadata = { title: titled('nav.security') };

export default function Page() {
  return (
    <Suspense fallback={<SecuritySkeleton />}>
      <SecurityPage />
    </Suspense>
  );
}
