'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { CalendarSkeleton } from '@/features/calendar';
import { paths } from '@/lib/routes';

/** The front door leads to the calendar; the gate there sends strangers on to sign in. */
export default function Home() {
  const router = useRouter();
  useEffect(() => router.replace(paths.calendar()), [router]);
  return <CalendarSkeleton />;
}
