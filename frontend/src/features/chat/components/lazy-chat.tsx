'use client';

import dynamic from 'next/dynamic';
import { Skeleton } from '@/components/skeleton';

export const ChatSection = dynamic(() => import('./chat-section').then((module) => module.ChatSection), {
  ssr: false,
  loading: () => <Skeleton className="h-48" />,
});
