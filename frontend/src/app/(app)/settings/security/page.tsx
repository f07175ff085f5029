import type { Metadata } from 'next';
import { Suspense } from 'react';
import { SecurityPage, SecuritySkeleton } from '@/features/security';
import messages from '@/messages/en.json';

export const metadata: Metadata = { title: messages.nav.security };

export default function Page() {
  return (
    <Suspense fallback={<SecuritySkeleton />}>
      <SecurityPage />
    </Suspense>
  );
}
