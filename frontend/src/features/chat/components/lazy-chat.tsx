'use client';

import dynamic from 'next/dynamic';

export const ChatSection = dynamic(() => import('./chat-section').then((module) => module.ChatSection), {
  ssr: false,
  loading: () => <div className="skeleton h-48" aria-hidden />,
});
