'use client';

import { Check, CircleHelp, Lock, MapPin, Repeat, Users, Video, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Chip } from '@/components/chip';
import { cx } from '@/components/class-names';
import { hueOf } from '@/components/hues';
import { Link } from '@/components/link';
import { usePerson } from '@/features/session';
import type { ListedMeeting } from '@/lib/api/types';
import { paths } from '@/lib/routes';
import { useFormats } from '@/lib/time/formats-context';
import { isAllDay, startOf } from '@/lib/time/moment';
import { spanText } from '@/lib/time/span';

const small = { 'aria-hidden': true, className: 'size-3.5 shrink-0', strokeWidth: 1.75 } as const;

/** A meeting in a list: when, what, where, with how many, and what the reader answered. */
export function MeetingRow({ meeting, now }: { meeting: ListedMeeting; now: number }) {
  const t = useTranslations('meetings');
  const me = usePerson().id;
  const { title, location, guest_count, state, response } = meeting;
  const off = state === 'cancelled' || response === 'declined';
  return (
    <li
      data-row={meeting.id}
      tabIndex={-1}
      className="group relative flex items-center gap-x-4 px-4 py-3 -outline-offset-2 hover:bg-hover has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-(--ring)"
    >
      <span aria-hidden className={`hue-${hueOf(meeting.host.id)} w-[3px] shrink-0 self-stretch rounded-full bg-(--bar)`} />
      <div className="flex min-w-0 flex-1 flex-col gap-x-4 gap-y-0.5 sm:flex-row sm:items-center">
        <When meeting={meeting} now={now} />
        <div className="min-w-0 flex-1">
          <p className="flex items-center gap-1.5">
            <Link
              href={paths.meeting(meeting.id, { date: meeting.repeats ? meeting.original_start : null })}
              prefetch={false}
              dir="auto"
              className={cx('min-w-0 truncate font-[600] outline-none after:absolute after:inset-0', off && 'text-fg-2 line-through')}
            >
              {title}
            </Link>
            {meeting.repeats ? <Mark icon={<Repeat {...small} />} label={t('repeats')} /> : null}
            {meeting.visibility === 'private' ? <Mark icon={<Lock {...small} />} label={t('private')} /> : null}
            {meeting.conference_url ? <Mark icon={<Video {...small} />} label={t('video')} /> : null}
          </p>
          <p className="mt-0.5 flex min-w-0 flex-wrap gap-x-3 text-sm text-fg-3">
            {location ? (
              <span className="flex min-w-0 items-center gap-1">
                <MapPin {...small} />
                <span dir="auto" className="truncate">
                  {location}
                </span>
              </span>
            ) : null}
            {guest_count ? (
              <span className="flex items-center gap-1">
                <Users {...small} />
                {t('guests', { count: guest_count })}
              </span>
            ) : null}
            <span className="min-w-0 truncate">{meeting.host.id === me ? t('hosting') : t.rich('host', { name: meeting.host.name, b: (name) => <bdi>{name}</bdi> })}</span>
          </p>
        </div>
      </div>
      <Standing meeting={meeting} now={now} />
    </li>
  );
}

function When({ meeting, now }: { meeting: ListedMeeting; now: number }) {
  const t = useTranslations('meetings');
  const formats = useFormats();
  const { start, end } = meeting;
  if (isAllDay(start) || isAllDay(end)) {
    const span = spanText(meeting, formats);
    return <p className="tabular flex-none text-sm text-fg-2 sm:w-36">{span.includes('–') ? span : t('allDay')}</p>;
  }
  const [from, to] = [startOf(start, formats.zone), startOf(end, formats.zone)];
  const live = meeting.state === 'scheduled' && from <= now && now < to;
  return (
    <p className={cx('tabular flex-none text-sm sm:w-36', live ? 'font-[600] text-success' : 'text-fg-2')}>
      <time dateTime={start.utc}>{live ? t('until', { time: formats.time(to) }) : formats.timeRange(from, to)}</time>
    </p>
  );
}

/** What the reader should know about it first: that it is off, that an answer is wanted, or which one was given. */
function Standing({ meeting, now }: { meeting: ListedMeeting; now: number }) {
  const t = useTranslations('meetings');
  if (meeting.state === 'draft') return <Chip>{t('draft')}</Chip>;
  if (meeting.state === 'cancelled') return <Chip tone="danger">{t('cancelled')}</Chip>;
  if (meeting.response === 'needs_action') {
    return startOf(meeting.end, 'UTC') > now ? <Chip tone="accent">{t('wanted')}</Chip> : null;
  }
  if (meeting.response === 'accepted') return <Mark icon={<Check {...small} className="size-4 text-success" />} label={t('accepted')} />;
  if (meeting.response === 'tentative') return <Mark icon={<CircleHelp {...small} className="size-4 text-warning" />} label={t('tentative')} />;
  if (meeting.response === 'declined') return <Mark icon={<X {...small} className="size-4 text-danger" />} label={t('declined')} />;
  return meeting.response === 'waiting' ? <Chip tone="warning">{t('waiting')}</Chip> : null;
}

function Mark({ icon, label }: { icon: ReactNode; label: string }) {
  return (
    <span title={label} className="relative z-1 shrink-0 text-fg-3">
      {icon}
      <span className="sr-only">{label}</span>
    </span>
  );
}
