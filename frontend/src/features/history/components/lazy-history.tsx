'use client';

import dynamic from 'next/dynamic';

export const HistorySection = dynamic(() => import('./history-section').then((module) => module.HistorySection), {
  ssr: false,
  loading: () => <div className="skeleton h-32" aria-hidden />,
});
