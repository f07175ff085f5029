'use client';

import { useTranslations } from 'use-intl';
import { Dialog } from '@/components/dialog';
import type { MeetingForm } from '../schema';
import { Composer } from './composer';

interface Props {
  /** What stands in the fields at first; null while nothing is to be made. */
  fresh: MeetingForm | null;
  /** Whether somebody just typed it: what was kept before is older then. */
  isTyped?: boolean;
  onClose(): void;
}

/** The sheet in which a meeting is made. Closing it keeps what was typed. */
export function ComposerSheet({ fresh, isTyped = false, onClose }: Props) {
  const t = useTranslations('meetingForm');
  return (
    <Dialog title={t('createTitle')} isOpen={fresh !== null} onClose={onClose} sheet closeLabel={t('close')}>
      {fresh ? <Composer fresh={fresh} isTyped={isTyped} onDone={onClose} onCancel={onClose} onLeave={onClose} /> : null}
    </Dialog>
  );
}
