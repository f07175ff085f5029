'use client';

import { useTranslations } from 'use-intl';
import { Dialog } from '@/components/dialog';
import { usePerson } from '@/features/session';
import { Words } from '@/lib/locale';
import messages from '@/messages/en.composer.json';
import { emptyForm, type MeetingForm } from '../schema';
import { Composer } from './composer';

export interface Slot {
  /** Epoch milliseconds. */
  start: number;
  end: number;
}

interface Props {
  /** When the new meeting is to be; null while there is none. */
  slot: Slot | null;
  onClose(): void;
}

/** The sheet in which a meeting is made. Closing it keeps what was typed. */
export function CreateSheet({ slot, onClose }: Props) {
  const person = usePerson();
  return (
    <Words more={messages}>
      <ComposerSheet fresh={slot && emptyForm(slot.start, slot.end, person.time_zone)} onClose={onClose} />
    </Words>
  );
}

/** The same for fields that are filled in already. */
export function ComposerSheet({ fresh, isTyped = false, onClose }: { fresh: MeetingForm | null; isTyped?: boolean; onClose(): void }) {
  const t = useTranslations('meetingForm');
  return (
    <Dialog title={t('createTitle')} isOpen={fresh !== null} onClose={onClose} sheet closeLabel={t('close')}>
      {fresh ? <Composer fresh={fresh} isTyped={isTyped} onDone={onClose} onCancel={onClose} /> : null}
    </Dialog>
  );
}
