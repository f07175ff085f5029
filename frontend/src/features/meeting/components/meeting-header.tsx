'use client';

import { ArrowLeft, ChevronLeft, ChevronRight, Lock, MessageSquareOff, Pencil, Video } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Button, buttonClass } from '@/components/button';
import { cx } from '@/components/class-names';
import { Link } from '@/components/link';
import { Notice } from '@/components/notice';
import { StaleNotice } from '@/components/stale-notice';
import { usePerson } from '@/features/session';
import type { Meeting, Occurrence } from '@/lib/api/types';
import { useRecent } from '@/lib/live/recent';
import { calendarAsLeft, paths } from '@/lib/routes';
import { useFormats } from '@/lib/time/formats-context';
import { isAllDay, startOf } from '@/lib/time/moment';
import { todayIn } from '@/lib/time/range';
import { useNow } from '@/lib/time/use-now';
import { isJoinTime, zonesOf } from '../one-date';
import { AnswerChoice } from './answer-choice';
import { EditSheet } from './lazy-sheets';
import { MeetingMenu } from './meeting-menu';
import { MeetingTime } from './meeting-time';
import { Places } from './places';
import type { ShownDate } from './shown-date';
import { StateChip } from './state-chip';
import { useMeetingDeeds } from './use-meeting-deeds';
import { useMute } from './use-page-queries';
import { ZonesDisclosure } from './zones-disclosure';

const small = { 'aria-hidden': true, className: 'size-4', strokeWidth: 1.75 } as const;

interface Props {
  whole: Meeting;
  shown: ShownDate;
  hosting: boolean;
  stale: string | null;
  gone: boolean;
  presence: ReactNode;
  onRetry(): void;
}

/** What it is, when, where, how it stands, and what I can do about it. */
export function MeetingHeader({ whole, shown, hosting, stale, gone, presence, onRetry }: Props) {
  const t = useTranslations('meeting');
  const words = useTranslations('meetingPage');
  const formats = useFormats();
  const { meeting, date } = shown;
  const { id: me } = usePerson();
  const [editing, setEditing] = useState<Meeting | null>(null);
  const flash = useRecent().has(meeting.id);
  const deeds = useMeetingDeeds(whole, date);
  const mute = useMute(meeting.id);
  const muted = mute.data?.whole || (date !== null && mute.data?.dates.includes(date));
  const open = meeting.state !== 'cancelled';
  const day = isAllDay(meeting.start) ? meeting.start.date : todayIn(formats.zone, startOf(meeting.start, formats.zone)).toString();

  return (
    <div className="flex flex-col gap-4">
      <div className="flex min-h-(--control) items-center gap-2 print:hidden">
        <Link href={calendarAsLeft.address(me, day)} className="inline-flex items-center gap-1.5 rounded-sm text-sm font-[500] text-fg-2 hover:text-fg pointer-coarse:min-h-11">
          <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" strokeWidth={1.75} />
          {t('toCalendar')}
        </Link>
        <span className="flex-1" />
        {date === null ? null : <Steps meeting={meeting} before={shown.before} after={shown.after} />}
      </div>
      {stale ? (
        <StaleNotice retry={t('retry')} onRetry={onRetry}>
          {t('stale', { reason: stale })}
        </StaleNotice>
      ) : null}
      {gone ? <Notice tone="warning">{t('gone')}</Notice> : null}
      <header className={cx('flex flex-col gap-3 rounded-lg', flash && 'flash')}>
        <div className="flex min-h-8 flex-wrap items-center gap-3">
          <h1 dir="auto" className={cx('min-w-0 text-xl font-[650] tracking-[-0.01em] break-words', !open && 'text-fg-2 line-through')}>
            {meeting.title}
          </h1>
          <StateChip meeting={meeting} />
          {muted ? (
            <span title={words('muted')} className="text-fg-3">
              <MessageSquareOff {...small} />
              <span className="sr-only">{words('muted')}</span>
            </span>
          ) : null}
          <span className="ms-auto print:hidden">{presence}</span>
        </div>
        <MeetingTime meeting={meeting} short={zonesOf(meeting, formats.zone).length > 1} />
        <ZonesDisclosure meeting={meeting} />
        {meeting.location || meeting.rooms.length > 0 || meeting.visibility === 'private' ? (
          <ul className="flex flex-wrap gap-x-5 gap-y-1.5 text-fg-2">
            <Places meeting={meeting} />
            {meeting.visibility === 'private' ? (
              <li className="flex items-center gap-1.5">
                <Lock {...small} />
                {t('private')}
              </li>
            ) : null}
          </ul>
        ) : null}
      </header>
      <div className="flex flex-wrap items-center gap-2 print:hidden">
        <Join meeting={meeting} />
        {open && !gone ? <AnswerChoice meeting={whole} date={date} isDisabled={meeting.state !== 'scheduled'} /> : null}
        {hosting && open && !gone ? (
          <Button onPress={() => setEditing(whole)} icon={<Pencil {...small} />}>
            {t('edit')}
          </Button>
        ) : null}
        {hosting && !open && !gone ? (
          <Button onPress={deeds.restore} isPending={deeds.isPending}>
            {t('restore')}
          </Button>
        ) : null}
        <MeetingMenu meeting={meeting} date={date} hosting={hosting && !gone} open={open} deeds={deeds} />
      </div>
      <EditSheet meeting={editing} onClose={() => setEditing(null)} />
    </div>
  );
}

/** From one date of the series to the one before and the one after. */
function Steps({ meeting, before, after }: { meeting: Meeting; before: Occurrence | null; after: Occurrence | null }) {
  const t = useTranslations('meetingPage');
  const formats = useFormats();
  const day = ({ start }: Occurrence) => (isAllDay(start) ? formats.shortDate(Temporal.PlainDate.from(start.date)) : formats.shortDay(startOf(start, formats.zone)));
  const step = (to: Occurrence | null, back: boolean) => {
    const Icon = back ? ChevronLeft : ChevronRight;
    const label = back ? t('previousDate') : t('nextDate');
    if (!to) return null;
    return (
      <Link
        href={paths.meeting(meeting.id, { date: to.original_start })}
        aria-label={`${label}: ${day(to)}`}
        className={cx(buttonClass('ghost'), 'tabular px-2', to.state === 'cancelled' && 'line-through')}
      >
        {back ? <Icon aria-hidden className="size-4 rtl:-scale-x-100" /> : null}
        <span aria-hidden>{day(to)}</span>
        {back ? null : <Icon aria-hidden className="size-4 rtl:-scale-x-100" />}
      </Link>
    );
  };
  return (
    <nav aria-label={t('dates')} className="flex items-center">
      {step(before, true)}
      {step(after, false)}
    </nav>
  );
}

/** The call. From ten minutes before until the end it is what one most likely wants. */
function Join({ meeting }: { meeting: Meeting }) {
  const t = useTranslations('meetingPage');
  const formats = useFormats();
  const now = useNow();
  if (!meeting.conference_url || meeting.state === 'cancelled') return null;
  const soon = !isAllDay(meeting.start) && isJoinTime(startOf(meeting.start, formats.zone), startOf(meeting.end, formats.zone), now);
  return (
    <a href={meeting.conference_url} target="_blank" rel="noreferrer noopener" className={buttonClass(soon ? 'primary' : 'secondary')}>
      <Video {...small} />
      {t('join')}
    </a>
  );
}
