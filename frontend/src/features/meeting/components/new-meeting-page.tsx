'use client';

import dynamic from 'next/dynamic';
import { NewMeetingSkeleton } from './new-meeting-skeleton';

// Its fields weigh more than any page may at first.
export const NewMeetingPage = dynamic(() => import('./new-meeting').then(({ NewMeeting }) => NewMeeting), {
  ssr: false,
  loading: () => <NewMeetingSkeleton />,
});
