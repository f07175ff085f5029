'use client';

import { useQuery } from '@tanstack/react-query';
import { Lock, Users, Video } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { buttonClass } from '@/components/button';
import { cx } from '@/components/class-names';
import { useProblemText } from '@/lib/api/problem-text';
import type { CalendarEntry, Meeting } from '@/lib/api/types';
import { useFormats } from '@/lib/time/formats-context';
import { isAllDay, startOf } from '@/lib/time/moment';
import { useNow } from '@/lib/time/use-now';
import { occurrenceQuery } from '../asking';
import { groupsOf } from '../guests';
import { dateOf } from '../moves';
import { isJoinTime, onDate } from '../one-date';
import { useMeeting } from '../queries';
import { EventActions } from './event-actions';
import { EventAnswer } from './event-answer';
import { MeetingTime } from './meeting-time';
import { Places } from './places';
import { StateChip } from './state-chip';

const small = { 'aria-hidden': true, className: 'mt-0.5 size-4 shrink-0 text-fg-3', strokeWidth: 1.75 } as const;

interface Props {
  entry: CalendarEntry;
  /** All that is known, not only the first lines. */
  whole?: boolean;
  /** Something was opened instead. */
  onLeave(): void;
}

/** One date of a meeting: when and where, who comes, my answer, and what can be done about it. */
export function EventDetails({ entry, whole = false, onLeave }: Props) {
  const problemText = useProblemText();
  const date = dateOf(entry);
  const meeting = useMeeting(entry.meeting_id);
  const occurrence = useQuery(occurrenceQuery(date));
  const shown = meeting.data && (date === null ? meeting.data : occurrence.data && onDate(meeting.data, occurrence.data));
  const reason = meeting.error ?? occurrence.error;

  if (!shown) {
    return (
      <div className="flex flex-col gap-3">
        <Title text={entry.title ?? ''} />
        {reason ? <p className="text-danger">{problemText(reason)}</p> : <div className="skeleton h-24" aria-hidden />}
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-col items-start gap-1.5">
        <Title text={shown.title} isOff={shown.state === 'cancelled'} />
        <StateChip meeting={shown} />
      </div>
      <MeetingTime meeting={shown} />
      <Facts meeting={shown} whole={whole} />
      <EventAnswer meeting={meeting.data!} shown={shown} date={date?.original_start ?? null} />
      {shown.description ? <Description text={shown.description} whole={whole} /> : null}
      <EventActions meeting={meeting.data!} shown={shown} date={occurrence.data ?? null} onLeave={onLeave} />
    </div>
  );
}

function Title({ text, isOff = false }: { text: string; isOff?: boolean }) {
  return (
    <h2 dir="auto" className={cx('max-w-full text-lg font-[620] break-words', isOff && 'text-fg-2 line-through')}>
      {text}
    </h2>
  );
}

function Facts({ meeting, whole }: { meeting: Meeting; whole: boolean }) {
  const people = useTranslations('people');
  const words = useTranslations('meeting');
  return (
    <ul className="flex flex-col gap-1.5 text-fg-2">
      <Places meeting={meeting} />
      {meeting.conference_url ? (
        <li className="flex items-center gap-2">
          <Join meeting={meeting} url={meeting.conference_url} />
        </li>
      ) : null}
      <li className="flex gap-2">
        <Users {...small} />
        <span>
          {meeting.guests.length === 0
            ? people('nobodyYet')
            : groupsOf(meeting)
                .map(({ status, guests }) => people('summary', { count: guests.length, answer: status }))
                .join(' · ')}
        </span>
      </li>
      {whole && meeting.guests.length > 0 ? <Names meeting={meeting} /> : null}
      {meeting.visibility === 'private' && whole ? (
        <li className="flex gap-2">
          <Lock {...small} />
          {words('private')}
        </li>
      ) : null}
    </ul>
  );
}

function Names({ meeting }: { meeting: Meeting }) {
  const people = useTranslations('people');
  return (
    <li className="ps-6 text-sm">
      <ul className="flex flex-col gap-1">
        {groupsOf(meeting).map(({ status, guests }) => (
          <li key={status} className="flex gap-2">
            <span className="w-24 shrink-0 text-fg-3">{people(status)}</span>
            <span dir="auto" className="min-w-0">
              {guests.map(({ name, email }) => name || email).join(', ')}
            </span>
          </li>
        ))}
      </ul>
    </li>
  );
}

/** The way into the call: what one wants most from shortly before the start until the end. */
function Join({ meeting, url }: { meeting: Meeting; url: string }) {
  const t = useTranslations('event');
  const formats = useFormats();
  const now = useNow();
  const isNow =
    !isAllDay(meeting.start) && isJoinTime(startOf(meeting.start, formats.zone), startOf(meeting.end, formats.zone), now);
  return isNow ? (
    <a href={url} target="_blank" rel="noreferrer noopener" className={cx(buttonClass('primary'), 'w-full')}>
      <Video aria-hidden className="size-4" strokeWidth={1.75} />
      {t('join')}
    </a>
  ) : (
    <a
      href={url}
      target="_blank"
      rel="noreferrer noopener"
      className="inline-flex min-w-0 items-center gap-2 rounded-xs font-[500] text-accent underline underline-offset-2"
    >
      <Video aria-hidden className="size-4 shrink-0 text-fg-3" strokeWidth={1.75} />
      {t('joinLink')}
    </a>
  );
}

function Description({ text, whole }: { text: string; whole: boolean }) {
  return (
    <p dir="auto" className={cx('text-sm break-words whitespace-pre-wrap text-fg-2', !whole && 'line-clamp-3')}>
      {text}
    </p>
  );
}
