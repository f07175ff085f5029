'use client';

import { Check, CircleHelp, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import type { Notification } from '@/lib/api/types';
import { factsOf } from '../facts';
import { asksForAnswer, type Row } from '../groups';
import type { Mark } from '../held';
import { answer, decideProposal, decideRoom, finish, tick, type Deed } from '../mutations';

const icon = { 'aria-hidden': true, className: 'size-4', strokeWidth: 2 } as const;

interface Props {
  row: Row;
  onDeed(deed: Deed): void;
}

/** What can be done about it, where it stands. The letter of each works while the row has the focus. */
export function RowActions({ row, onDeed }: Props) {
  const t = useTranslations('inbox');
  const { shown, ids } = row;
  const facts = factsOf(shown);
  const deed = (mark: Mark, said: string, send: () => Promise<void>) => () =>
    onDeed({ ids, mark, said, send: () => send().then(() => finish(ids)) });

  const give = (status: 'accepted' | 'tentative' | 'declined') =>
    deed(status, t('answered', { status, title: facts.title }), () => answer(shown, status));
  const decide = (yes: boolean) =>
    facts.proposal
      ? deed(yes ? 'yes' : 'no', t(yes ? 'proposalAccepted' : 'proposalDeclined', { title: facts.title }), () =>
          decideProposal(facts.proposal!.id, yes),
        )
      : deed(yes ? 'yes' : 'no', t(yes ? 'roomGiven' : 'roomRefused', { room: facts.room, title: facts.title }), () =>
          decideRoom(shown, facts, yes),
        );

  const done = facts.actionId
    ? deed('done', t('ticked', { action: facts.action }), () => tick(facts.actionId))
    : deed('done', t('done'), async () => undefined);

  return (
    <div className="relative z-1 flex items-center gap-1.5">
      {asksForAnswer(shown) ? (
        <Several label={t('answerTo', { title: facts.title })}>
          <Button className="flex-1" data-key="y" onPress={give('accepted')} icon={<Check {...icon} className="hidden size-4 text-success sm:block" />}>
            {t('yes')}
          </Button>
          <Button className="flex-1" data-key="u" onPress={give('tentative')} icon={<CircleHelp {...icon} className="hidden size-4 text-warning sm:block" />}>
            {t('maybe')}
          </Button>
          <Button className="flex-1" data-key="n" onPress={give('declined')} icon={<X {...icon} className="hidden size-4 text-danger sm:block" />}>
            {t('no')}
          </Button>
        </Several>
      ) : null}
      {canDecide(shown) ? (
        <Several label={t('answerTo', { title: facts.title })}>
          <Button className="flex-1" data-key="y" onPress={decide(true)} icon={<Check {...icon} className="hidden size-4 text-success sm:block" />}>
            {t('accept')}
          </Button>
          <Button className="flex-1" data-key="n" onPress={decide(false)} icon={<X {...icon} className="hidden size-4 text-danger sm:block" />}>
            {t('decline')}
          </Button>
        </Several>
      ) : null}
      <Button look="ghost" data-key="e" aria-label={t('doneWith', { title: facts.title })} onPress={done}>
        {t('doneShort')}
      </Button>
    </div>
  );
}

function Several({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div role="group" aria-label={label} className="flex flex-1 gap-1.5">
      {children}
    </div>
  );
}

function canDecide(notification: Notification): boolean {
  const { proposal, roomId } = factsOf(notification);
  return (notification.kind === 'proposal_made' && proposal !== null) || (notification.kind === 'room_asked' && roomId !== '');
}
