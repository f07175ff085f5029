'use client';

import { useTranslations } from 'use-intl';
import { Link } from '@/components/link';
import type { Meeting } from '@/lib/api/types';
import { useFormats } from '@/lib/time/formats-context';
import { paths } from '@/lib/routes';
import { instantOfName } from '../one-date';

/** What it is about, where its series came from and how it goes on. */
export function MeetingOverview({ meeting, whole }: { meeting: Meeting; whole: Meeting }) {
  const t = useTranslations('meetingPage');
  const words = useTranslations('meeting');
  const formats = useFormats();
  const day = (name: string) => {
    const at = instantOfName(name);
    return at === null ? name : formats.day(at);
  };
  return (
    <div className="flex flex-col gap-3">
      {meeting.state === 'cancelled' && meeting.cancellation_reason ? (
        <p dir="auto" className="text-fg-2">
          {t('cancelledBecause', { reason: meeting.cancellation_reason })}
        </p>
      ) : null}
      {meeting.description ? (
        <p dir="auto" className="max-w-[68ch] break-words whitespace-pre-wrap text-fg-2">
          {meeting.description}
        </p>
      ) : (
        <p className="text-fg-3">{words('noDescription')}</p>
      )}
      {whole.split_from ? (
        <p>
          <Link href={paths.meeting(whole.split_from.meeting_id)} className="rounded-xs font-[500] text-accent underline underline-offset-2">
            {t('cameFrom')}
          </Link>
        </p>
      ) : null}
      {whole.continued_by.map(({ meeting_id, original_start }) => (
        <p key={meeting_id}>
          <Link href={paths.meeting(meeting_id, { date: original_start })} className="rounded-xs font-[500] text-accent underline underline-offset-2">
            {t('goesOn', { day: day(original_start) })}
          </Link>
        </p>
      ))}
    </div>
  );
}
