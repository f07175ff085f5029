'use client';

import dynamic from 'next/dynamic';
import { useDeferredValue } from 'react';
import { useProblemText } from '@/lib/api/problem-text';
import { useRouteId } from '@/lib/routes';
import { useMeeting } from '../queries';
import { loadDates, MeetingSkeleton } from './meeting-skeleton';
import { missing, NotShown } from './not-shown';

const OneDate = dynamic(() => loadDates().then((module) => module.OneDate), { ssr: false, loading: () => <MeetingSkeleton /> });

export function MeetingPage() {
  const problemText = useProblemText();
  const id = useRouteId();
  const meeting = useMeeting(id);
  // Drawn in slices, between which the page can be touched.
  const isDrawn = useDeferredValue(meeting.data !== undefined);

  if (meeting.data && isDrawn) {
    const gone = missing(meeting.error);
    return (
      <OneDate
        meeting={meeting.data}
        stale={meeting.isError && !gone ? problemText(meeting.error) : null}
        gone={gone}
        onRetry={() => void meeting.refetch()}
      />
    );
  }
  if (!meeting.isError) return <MeetingSkeleton />;
  return <NotShown reason={meeting.error} onRetry={() => void meeting.refetch()} />;
}
