'use client';

import dynamic from 'next/dynamic';
import { FindSkeleton } from './find-skeleton';

// Its fields and its grid weigh more than any page may at first.
export const FindPage = dynamic(() => import('./finder').then(({ Finder }) => Finder), {
  ssr: false,
  loading: () => <FindSkeleton />,
});
