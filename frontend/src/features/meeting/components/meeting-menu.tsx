'use client';

import { Bell, BellOff, CalendarSearch, CalendarX, Download, Link as LinkIcon, MoreHorizontal, Ban, Printer } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Menu, MenuItem, MenuLine } from '@/components/menu';
import { toasts } from '@/components/toasts';
import { useProblemText } from '@/lib/api/problem-text';
import type { Meeting } from '@/lib/api/types';
import { offers } from '@/lib/offers';
import { paths } from '@/lib/routes';
import { useFormats } from '@/lib/time/formats-context';
import { isAllDay } from '@/lib/time/moment';
import { todayIn } from '@/lib/time/range';
import { searchAnother } from '../found';
import { ReminderDialog } from './lazy-sheets';
import type { MeetingDeeds } from './use-meeting-deeds';
import { useMuting } from './use-page-mutations';
import { useMute } from './use-page-queries';

const small = { 'aria-hidden': true, className: 'size-4', strokeWidth: 1.75 } as const;

interface Props {
  meeting: Meeting;
  date: string | null;
  hosting: boolean;
  open: boolean;
  deeds: MeetingDeeds;
}

/** What one does less often. */
export function MeetingMenu({ meeting, date, hosting, open, deeds }: Props) {
  const t = useTranslations('meetingPage');
  const words = useTranslations('meeting');
  const problemText = useProblemText();
  const router = useRouter();
  const { zone } = useFormats();
  const [reminding, setReminding] = useState(false);
  const mute = useMute(meeting.id);
  const muting = useMuting(meeting.id);

  const turn = (muted: boolean) =>
    muting.mutate(muted, {
      onSuccess: () => toasts.show({ text: muted ? t('nowMuted') : t('nowHeard'), action: { label: words('undo'), run: () => turn(!muted) } }),
      onError: (reason) => toasts.show({ tone: 'danger', text: problemText(reason), action: { label: words('retry'), run: () => turn(muted) } }),
    });
  const copy = () =>
    void navigator.clipboard
      .writeText(new URL(paths.meeting(meeting.id, { date }), location.origin).href)
      .then(() => toasts.show({ text: t('copied') }));

  return (
    <>
      <Menu label={t('more')} trigger={<Button square aria-label={t('more')} icon={<MoreHorizontal {...small} />} />}>
        <MenuItem onAction={copy} icon={<LinkIcon {...small} />}>
          {t('copyLink')}
        </MenuItem>
        <MenuItem onAction={() => setReminding(true)} icon={<Bell {...small} />}>
          {t('reminder')}
        </MenuItem>
        <MenuItem onAction={() => turn(!mute.data?.whole)} icon={<BellOff {...small} />}>
          {mute.data?.whole ? t('unmute') : t('mute')}
        </MenuItem>
        <MenuItem onAction={deeds.download} icon={<Download {...small} />}>
          {t('download')}
        </MenuItem>
        <MenuItem onAction={() => offers.all().get('page.print')?.run()} icon={<Printer {...small} />}>
          {t('print')}
        </MenuItem>
        {hosting && open ? <MenuLine /> : null}
        {hosting && open && !isAllDay(meeting.start) ? (
          <MenuItem onAction={() => router.push(searchAnother(meeting, date, zone, todayIn(zone).toString()))} icon={<CalendarSearch {...small} />}>
            {t('findAnother')}
          </MenuItem>
        ) : null}
        {hosting && open && date !== null ? (
          <MenuItem onAction={deeds.cancelDate} icon={<CalendarX {...small} />}>
            {t('cancelDate')}
          </MenuItem>
        ) : null}
        {hosting && open ? (
          <MenuItem onAction={deeds.cancel} icon={<Ban {...small} />}>
            {date === null ? words('cancel') : t('cancelAll')}
          </MenuItem>
        ) : null}
      </Menu>
      <ReminderDialog meetingId={meeting.id} isOpen={reminding} onClose={() => setReminding(false)} />
    </>
  );
}
