'use client';

import { Copy, ExternalLink, FileDown, Link2, MoreHorizontal, Pencil, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Menu, MenuItem } from '@/components/menu';
import { toasts } from '@/components/toasts';
import { usePerson } from '@/features/session';
import type { Meeting, Occurrence } from '@/lib/api/types';
import { paths } from '@/lib/routes';
import { useFormats } from '@/lib/time/formats-context';
import { inviteesOf } from '../changes';
import { desk } from '../desk';
import { guestOf } from '../guests';
import { formOf } from '../schema';
import { useDeleting } from './use-deleting';

const icon = { 'aria-hidden': true, className: 'size-4', strokeWidth: 1.75 } as const;
const menuIcon = { 'aria-hidden': true, className: 'size-4 text-fg-3', strokeWidth: 1.75 } as const;

interface Props {
  meeting: Meeting;
  shown: Meeting;
  /** The date of a series that is shown. */
  date: Occurrence | null;
  onLeave(): void;
}

/** Edit, duplicate, delete, and the rest behind three dots. */
export function EventActions({ meeting, shown, date, onLeave }: Props) {
  const t = useTranslations('event');
  const person = usePerson();
  const router = useRouter();
  const { zone } = useFormats();
  const deleting = useDeleting(meeting, date, onLeave);
  const isHost = meeting.host.id === person.id;
  const canEdit = shown.state !== 'cancelled' && (isHost || (guestOf(meeting, person.id) !== undefined && meeting.guests_can.modify));
  const canDelete = isHost && shown.state !== 'cancelled';

  const edit = () => {
    onLeave();
    desk.ask({ kind: 'edit', meeting, date });
  };
  const duplicate = () => {
    onLeave();
    const guests = inviteesOf(meeting, person.id);
    desk.ask({ kind: 'compose', form: { ...formOf({ ...shown, recurrence: null }, zone), title: t('draftOf', { title: shown.title }), guests } });
  };
  const page = paths.meeting(meeting.id, { date: date?.original_start ?? null });
  const copyLink = async () => {
    await navigator.clipboard.writeText(location.origin + page);
    toasts.show({ text: t('copied') });
  };

  return (
    <div className="flex flex-wrap items-center gap-1.5 border-t border-line pt-3">
      {canEdit ? (
        <Button onPress={edit} icon={<Pencil {...icon} />}>
          {t('edit')}
        </Button>
      ) : null}
      <Button look="ghost" square aria-label={t('duplicate')} onPress={duplicate} icon={<Copy {...icon} />} />
      {canDelete && date ? (
        <Menu
          label={t('delete')}
          trigger={<Button look="ghost" square aria-label={t('delete')} icon={<Trash2 {...icon} />} />}
        >
          <MenuItem onAction={() => void deleting.thisDate()}>{t('thisDate')}</MenuItem>
          <MenuItem onAction={() => deleting.ask('following')}>{t('following')}</MenuItem>
          <MenuItem onAction={() => deleting.ask('all')}>{t('allDates')}</MenuItem>
        </Menu>
      ) : null}
      {canDelete && !date ? (
        <Button
          look="ghost"
          square
          aria-label={t(meeting.state === 'draft' ? 'deleteDraft' : 'delete')}
          onPress={() => void deleting.whole()}
          icon={<Trash2 {...icon} />}
        />
      ) : null}
      <Menu label={t('more')} trigger={<Button look="ghost" square aria-label={t('more')} icon={<MoreHorizontal {...icon} />} />}>
        <MenuItem icon={<ExternalLink {...menuIcon} />} onAction={() => router.push(page)}>
          {t('openPage')}
        </MenuItem>
        <MenuItem icon={<Link2 {...menuIcon} />} onAction={() => void copyLink()}>
          {t('copyLink')}
        </MenuItem>
        <MenuItem icon={<FileDown {...menuIcon} />} onAction={() => void deleting.file()}>
          {t('file')}
        </MenuItem>
      </Menu>
    </div>
  );
}
