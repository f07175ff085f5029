'use client';

import { Check, CircleHelp, X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Choice } from '@/components/choice';
import { toasts } from '@/components/toasts';
import { usePerson } from '@/features/session';
import { useProblemText } from '@/lib/api/problem-text';
import type { GivenAnswer, Meeting } from '@/lib/api/types';
import { answerOf } from '../changes';
import { useAnswer } from '../mutations';

const icon = { 'aria-hidden': true, className: 'size-4', strokeWidth: 2 } as const;

interface Props {
  meeting: Meeting;
  wide?: boolean;
  /** Of a series the one that is answered; null: all. */
  date?: string | null;
  isDisabled?: boolean;
}

/** Yes, maybe, no: shown at once, taken back with a reason when it could not be saved. */
export function AnswerChoice({ meeting, wide = false, date = null, isDisabled }: Props) {
  const t = useTranslations('answer');
  const person = usePerson();
  const problemText = useProblemText();
  const answer = useAnswer(person.id);
  const status = answerOf(meeting, person.id, date);
  if (!status) return null;

  const give = (given: GivenAnswer['status'], to = date) => {
    if (given === status && to === date) return;
    answer.mutate(
      { meeting, status: given, date: to },
      {
        onSuccess: () => {
          if (to !== null) toasts.show({ text: t('givenToDate'), about: `answer-${meeting.id}`, action: { label: t('toAll'), run: () => give(given, null) } });
        },
        onError: (reason) =>
          toasts.show({
            tone: 'danger',
            text: t('failed', { reason: problemText(reason) }),
            action: { label: t('retry'), run: () => give(given, to) },
          }),
      },
    );
  };

  return (
    <Choice
      label={t('label')}
      wide={wide}
      value={status === 'needs_action' ? null : status}
      onChange={(given) => give(given as GivenAnswer['status'])}
      isDisabled={isDisabled ?? meeting.state !== 'scheduled'}
      options={[
        { value: 'accepted', label: t('yes'), tone: 'success', icon: <Check {...icon} /> },
        { value: 'tentative', label: t('maybe'), tone: 'warning', icon: <CircleHelp {...icon} /> },
        { value: 'declined', label: t('no'), tone: 'danger', icon: <X {...icon} /> },
      ]}
    />
  );
}
