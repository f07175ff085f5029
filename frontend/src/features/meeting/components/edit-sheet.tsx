'use client';

import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Dialog, DialogBody } from '@/components/dialog';
import { Notice } from '@/components/notice';
import { useProblemText } from '@/lib/api/problem-text';
import type { Meeting, Occurrence, Scope } from '@/lib/api/types';
import { Words } from '@/lib/locale';
import { wordsOf } from '@/lib/words';
import { nextDate } from '../asking';
import { EditDatesForm } from './edit-dates-form';
import { EditForm } from './edit-form';

const words = wordsOf('guests', 'composer');

interface Props {
  /** The meeting as it was when editing began; changes are made on top of this version. */
  meeting: Meeting | null;
  /** The date through which a series is edited; its next one where none is given. */
  date?: Occurrence | null;
  onClose(): void;
}

export function EditSheet(props: Props) {
  return (
    <Words of={words}>
      <Sheet {...props} />
    </Words>
  );
}

function Sheet({ meeting, date = null, onClose }: Props) {
  const t = useTranslations('meetingForm');
  return (
    <Dialog title={t('editTitle')} isOpen={meeting !== null} onClose={onClose} sheet closeLabel={t('close')}>
      {meeting ? <Form meeting={meeting} date={date} onClose={onClose} /> : null}
    </Dialog>
  );
}

function Form({ meeting, date, onClose }: { meeting: Meeting; date: Occurrence | null; onClose(): void }) {
  // Editing goes on from what was there when it began, whatever the page hears meanwhile.
  const [base] = useState(meeting);
  if (base.recurrence === null) return <EditForm meeting={base} onClose={onClose} />;
  if (date) return <EditDatesForm meeting={base} date={date} initial="this" onClose={onClose} />;
  return <EditSeries meeting={base} onClose={onClose} initial="all" />;
}

/** A series is edited through one of its dates. */
function EditSeries({ meeting, initial, onClose }: { meeting: Meeting; initial: Scope; onClose(): void }) {
  const t = useTranslations('meetingForm');
  const problemText = useProblemText();
  const [date, setDate] = useState<Occurrence | null>();
  const [problem, setProblem] = useState<unknown>(null);
  useEffect(() => void nextDate(meeting).then(setDate, setProblem), [meeting]);
  if (date) return <EditDatesForm meeting={meeting} date={date} initial={initial} onClose={onClose} />;
  if (date === null) return <EditForm meeting={meeting} onClose={onClose} />;
  return (
    <DialogBody>
      {problem ? <Notice tone="danger">{problemText(problem)}</Notice> : <p className="text-fg-2">{t('reading')}</p>}
    </DialogBody>
  );
}
