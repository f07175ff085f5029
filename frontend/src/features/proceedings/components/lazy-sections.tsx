'use client';

import dynamic from 'next/dynamic';
import { Skeleton } from '@/components/skeleton';

// Date fields, menus and all that saves by itself weigh more than the page around them.
const loading = () => <Skeleton className="h-32" />;

export const AgendaSection = dynamic(() => import('./agenda-section').then((module) => module.AgendaSection), { ssr: false, loading });
export const MinutesSection = dynamic(() => import('./minutes-section').then((module) => module.MinutesSection), { ssr: false, loading });
