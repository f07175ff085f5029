'use client';

import dynamic from 'next/dynamic';
import { Skeleton } from '@/components/skeleton';

export const HistorySection = dynamic(() => import('./history-section').then((module) => module.HistorySection), {
  ssr: false,
  loading: () => <Skeleton className="h-32" />,
});
