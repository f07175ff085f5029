'use client';

import { CalendarX } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useRouter, useSearchParams } from 'next/navigation';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { Button, buttonClass } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { ApiProblem } from '@/lib/api/problem';
import { useProblemText } from '@/lib/api/problem-text';
import type { Meeting } from '@/lib/api/types';
import { paths, useRouteId } from '@/lib/routes';
import { useMeeting } from '../queries';
import { MeetingSkeleton } from './meeting-skeleton';
import { useShownDate } from './shown-date';

// Everything one can do with a meeting weighs more than finding it: both come at the same time.
const load = () => import('./meeting-view');
const MeetingView = dynamic(() => load().then((module) => module.MeetingView), { ssr: false, loading: () => <MeetingSkeleton /> });

export function MeetingPage() {
  const problemText = useProblemText();
  const id = useRouteId();
  const meeting = useMeeting(id);
  useEffect(() => void load(), []);

  if (meeting.data) {
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

function missing(reason: unknown): boolean {
  return reason instanceof ApiProblem && (reason.status === 404 || reason.status === 422);
}

function NotShown({ reason, onRetry }: { reason: unknown; onRetry(): void }) {
  const t = useTranslations('meeting');
  const problemText = useProblemText();
  return missing(reason) ? (
    <EmptyState
      page
      icon={<CalendarX aria-hidden className="size-5" strokeWidth={1.75} />}
      title={t('missingTitle')}
      action={
        <Link href={paths.calendar()} className={buttonClass()}>
          {t('toCalendar')}
        </Link>
      }
    >
      {t('missingText')}
    </EmptyState>
  ) : (
    <EmptyState page title={t('failedTitle')} action={<Button onPress={onRetry}>{t('retry')}</Button>}>
      {problemText(reason)}
    </EmptyState>
  );
}

interface Props {
  meeting: Meeting;
  /** Why the newest version could not be read. */
  stale: string | null;
  /** It was deleted, or the person may not see it any more, while the page was open. */
  gone: boolean;
  onRetry(): void;
}

/** The date that the address names. One that went to another meeting is followed there, and the page says so. */
function OneDate({ meeting, ...rest }: Props) {
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
