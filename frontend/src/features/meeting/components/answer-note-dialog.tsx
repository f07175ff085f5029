'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Dialog, DialogBody, DialogFoot } from '@/components/dialog';
import { TextField } from '@/components/text-field';
import type { CalendarEntry } from '@/lib/api/types';
import type { Given } from '../desk';

export interface Noted {
  readonly entry: CalendarEntry;
  readonly status: Given;
}

interface Props {
  noted: Noted | null;
  onClose(): void;
  /** Whether it was sent; why not has been said. */
  onSend(entry: CalendarEntry, status: Given, comment: string): Promise<boolean>;
}

/** An answer with some words for the host. */
export function AnswerNoteDialog({ noted, onClose, onSend }: Props) {
  const t = useTranslations('event');
  const title = noted ? t(`noteWith.${noted.status}`, { title: noted.entry.title ?? '' }) : '';
  return (
    <Dialog title={title} isOpen={noted !== null} onClose={onClose} closeLabel={t('close')}>
      {noted ? <Note noted={noted} onClose={onClose} onSend={onSend} /> : null}
    </Dialog>
  );
}

function Note({ noted, onClose, onSend }: Omit<Props, 'noted'> & { noted: Noted }) {
  const t = useTranslations('event');
  const words = useTranslations('meetingForm');
  const [text, setText] = useState('');
  const [sending, setSending] = useState(false);
  const send = async () => {
    setSending(true);
    if (await onSend(noted.entry, noted.status, text)) onClose();
    setSending(false);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      className="flex min-h-0 flex-col"
    >
      <DialogBody>
        <TextField label={t('noteLabel')} value={text} onChange={setText} maxLength={1000} rows={3} autoFocus />
      </DialogBody>
      <DialogFoot>
        <Button look="ghost" onPress={onClose}>
          {words('cancel')}
        </Button>
        <Button look="primary" type="submit" isPending={sending}>
          {t('send')}
        </Button>
      </DialogFoot>
    </form>
  );
}
