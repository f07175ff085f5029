'use client';

import { Check, CircleHelp, X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Choice } from '@/components/choice';
import { toasts } from '@/components/toasts';
import { usePerson } from '@/features/session';
import { useProblemText } from '@/lib/api/problem-text';
import type { GivenAnswer, Meeting } from '@/lib/api/types';
import { guestOf } from '../guests';
import { useAnswer } from '../mutations';

const icon = { 'aria-hidden': true, className: 'size-4', strokeWidth: 2 } as const;

/** Yes, maybe, no: shown at once, taken back with a reason when it could not be saved. */
export function AnswerChoice({ meeting, wide = false }: { meeting: Meeting; wide?: boolean }) {
  const t = useTranslations('answer');
  const person = usePerson();
  const problemText = useProblemText();
  const answer = useAnswer(person.id);
  const status = guestOf(meeting, person.id)?.response.status;
  if (!status) return null;

  const give = (given: GivenAnswer['status']) => {
    if (given === status) return;
    answer.mutate(
      { meeting, status: given },
      {
        onError: (reason) =>
          toasts.show({
            tone: 'danger',
            text: t('failed', { reason: problemText(reason) }),
            action: { label: t('retry'), run: () => give(given) },
          }),
      },
    );
  };

  return (
    <Choice
      label={t('label')}
      wide={wide}
      value={status === 'needs_action' ? null : status}
      onChange={give}
      isDisabled={meeting.state !== 'scheduled'}
      options={[
        { value: 'accepted', label: t('yes'), tone: 'success', icon: <Check {...icon} /> },
        { value: 'tentative', label: t('maybe'), tone: 'warning', icon: <CircleHelp {...icon} /> },
        { value: 'declined', label: t('no'), tone: 'danger', icon: <X {...icon} /> },
      ]}
    />
  );
}
