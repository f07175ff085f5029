'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Dialog, DialogBody, DialogFoot } from '@/components/dialog';
import { Notice } from '@/components/notice';
import { toasts } from '@/components/toasts';
import { GuestPicker, invitationOf, type Invitee } from '@/features/people';
import { useProblemText } from '@/lib/api/problem-text';
import type { Meeting } from '@/lib/api/types';
import { Words } from '@/lib/locale';
import { wordsOf } from '@/lib/words';
import { isAllDay, startOf } from '@/lib/time/moment';
import { useInviteGuests } from '../mutations';

const words = wordsOf('guests', 'composer');

interface Props {
  meeting: Meeting;
  isOpen: boolean;
  onClose(): void;
}

/** Invites more people to a meeting. Who was chosen stays chosen when inviting fails. */
export function InviteDialog(props: Props) {
  return (
    <Words of={words}>
      <Invite {...props} />
    </Words>
  );
}

function Invite({ meeting, isOpen, onClose }: Props) {
  const t = useTranslations('people');
  const problemText = useProblemText();
  const invite = useInviteGuests();
  const [chosen, setChosen] = useState<Invitee[]>([]);
  const without = [meeting.host.id, ...meeting.guests.flatMap(({ person }) => person?.id ?? [])];

  const send = () =>
    invite.mutate(
      { id: meeting.id, guests: chosen.map(invitationOf) },
      {
        onSuccess: () => {
          toasts.show({ text: t('inviteSent', { count: chosen.length }) });
          setChosen([]);
          onClose();
        },
      },
    );

  return (
    <Dialog title={t('inviteTitle')} isOpen={isOpen} onClose={onClose} sheet closeLabel={t('close')}>
      <DialogBody>
        {invite.isError ? <Notice tone="danger">{problemText(invite.error)}</Notice> : null}
        <GuestPicker
          value={chosen}
          onChange={setChosen}
          without={without}
          instant={isAllDay(meeting.start) ? null : startOf(meeting.start, 'UTC')}
        />
      </DialogBody>
      <DialogFoot>
        <Button look="ghost" onPress={onClose}>
          {t('cancel')}
        </Button>
        <Button look="primary" onPress={send} isPending={invite.isPending} isDisabled={chosen.length === 0}>
          {t('invite')}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
