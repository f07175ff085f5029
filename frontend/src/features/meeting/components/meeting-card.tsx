'use client';

import { ArrowRight, MapPin, Users } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { buttonClass } from '@/components/button';
import { useProblemText } from '@/lib/api/problem-text';
import { paths } from '@/lib/routes';
import { groupsOf } from '../guests';
import { useMeeting } from '../queries';
import { AnswerChoice } from './answer-choice';
import { MeetingTime } from './meeting-time';
import { StateChip } from './state-chip';

const small = { 'aria-hidden': true, className: 'mt-0.5 size-4 shrink-0 text-fg-3', strokeWidth: 1.75 } as const;

/** A meeting in short, for the card beside it in the calendar. */
export function MeetingCard({ id, title }: { id: string; title: string }) {
  const t = useTranslations('meeting');
  const people = useTranslations('people');
  const problemText = useProblemText();
  const meeting = useMeeting(id);

  return (
    <div className="flex flex-col gap-3 p-4">
      <div className="flex flex-col items-start gap-1.5">
        <h2 dir="auto" className="text-lg font-[620] break-words">
          {meeting.data?.title ?? title}
        </h2>
        {meeting.data ? <StateChip meeting={meeting.data} /> : null}
      </div>
      {meeting.isError && !meeting.data ? <p className="text-danger">{problemText(meeting.error)}</p> : null}
      {meeting.isPending ? <div className="skeleton h-24" aria-hidden /> : null}
      {meeting.data ? (
        <>
          <MeetingTime meeting={meeting.data} />
          {meeting.data.location ? (
            <p className="flex gap-2 text-fg-2">
              <MapPin {...small} />
              <span dir="auto" className="min-w-0 break-words">
                {meeting.data.location}
              </span>
            </p>
          ) : null}
          <p className="flex gap-2 text-fg-2">
            <Users {...small} />
            <span>
              {meeting.data.guests.length === 0
                ? people('nobodyYet')
                : groupsOf(meeting.data)
                    .map(({ status, guests }) => people('summary', { count: guests.length, answer: status }))
                    .join(' · ')}
            </span>
          </p>
          <AnswerChoice meeting={meeting.data} wide />
        </>
      ) : null}
      <Link href={paths.meeting(id)} className={buttonClass()}>
        {t('open')}
        <ArrowRight aria-hidden className="size-4" strokeWidth={1.75} />
      </Link>
    </div>
  );
}
