'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { CheckboxGroup } from '@/components/checkbox-group';
import { Dialog, DialogBody, DialogFoot } from '@/components/dialog';
import { toasts } from '@/components/toasts';
import { useProblemText } from '@/lib/api/problem-text';
import { durations, inWords, minutesOf } from '../reminders';
import { useReminding } from './use-page-mutations';
import { useReminders } from './use-page-queries';

interface Props {
  meetingId: string;
  isOpen: boolean;
  onClose(): void;
}

/** When I am reminded of this meeting; nobody else sees it. */
export function ReminderDialog({ meetingId, isOpen, onClose }: Props) {
  const t = useTranslations('reminderDialog');
  return (
    <Dialog title={t('title')} isOpen={isOpen} onClose={onClose} closeLabel={t('close')}>
      {isOpen ? <Choices meetingId={meetingId} onClose={onClose} /> : null}
    </Dialog>
  );
}

function Choices({ meetingId, onClose }: { meetingId: string; onClose(): void }) {
  const t = useTranslations('reminderDialog');
  const problemText = useProblemText();
  const reminders = useReminders(meetingId);
  const saving = useReminding(meetingId);
  const [changed, setChanged] = useState<readonly string[] | null>(null);
  if (reminders.isError) return <DialogBody>{problemText(reminders.error)}</DialogBody>;
  if (!reminders.data) return <div className="skeleton m-5 h-40" aria-hidden />;

  const { own, timed, whole_days, version } = reminders.data;
  const chosen = changed ?? timed.map(minutesOf).map(String);
  const offered = [...new Set([...durations, ...timed.map(minutesOf)])].sort((a, b) => a - b);
  const save = (next: readonly string[] | null) =>
    saving.mutate(
      { version, reminders: next === null ? null : { timed: next.map((minutes) => `PT${minutes}M`), whole_days } },
      {
        onSuccess: () => {
          toasts.show({ text: t('saved') });
          onClose();
        },
        onError: (reason) => toasts.show({ tone: 'danger', text: problemText(reason) }),
      },
    );

  return (
    <>
      <DialogBody>
        <CheckboxGroup
          label={t('when')}
          value={[...chosen]}
          onChange={setChanged}
          options={offered.map((minutes) => ({ value: String(minutes), label: t('before', inWords(minutes)) }))}
        />
        <p className="text-sm text-fg-3">{own ? t('own') : t('usual')}</p>
      </DialogBody>
      <DialogFoot>
        {own ? (
          <Button look="ghost" onPress={() => save(null)} isDisabled={saving.isPending}>
            {t('asUsual')}
          </Button>
        ) : null}
        <Button look="primary" onPress={() => save(chosen)} isPending={saving.isPending}>
          {t('save')}
        </Button>
      </DialogFoot>
    </>
  );
}
