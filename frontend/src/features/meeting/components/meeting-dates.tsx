'use client';

import { useRouter, useSearchParams } from 'next/navigation';
import { useEffect } from 'react';
import type { Meeting } from '@/lib/api/types';
import { paths } from '@/lib/routes';
import { MeetingSkeleton } from './meeting-skeleton';
import { MeetingView } from './meeting-view';
import { NotShown } from './not-shown';
import { useShownDate } from './shown-date';

interface Props {
  meeting: Meeting;
  /** Why the newest version could not be read. */
  stale: string | null;
  /** It was deleted, or the person may not see it any more, while the page was open. */
  gone: boolean;
  onRetry(): void;
}

/** The date that the address names. One that went to another meeting is followed there, and the page says so. */
export function OneDate({ meeting, ...rest }: Props) {
  const router = useRouter();
  const search = useSearchParams();
  const found = useShownDate(meeting, search.get('date'));
  const to = found.state === 'moved' ? found.to : null;
  const elsewhere = to && paths.meeting(to.meeting_id, { date: to.original_start, part: search.get('part'), moved: '1' });
  useEffect(() => {
    if (elsewhere) router.replace(elsewhere);
  }, [elsewhere, router]);

  if (found.state === 'failed') return <NotShown reason={found.reason} onRetry={found.retry} />;
  if (found.state !== 'shown') return <MeetingSkeleton />;
  return <MeetingView key={found.shown.date} whole={meeting} shown={found.shown} wasMoved={search.has('moved')} part={search.get('part')} {...rest} />;
}
