'use client';

import { UsersRound, X } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Avatar } from '@/components/avatar';
import { ComboBox } from '@/components/combo-box';
import { Select } from '@/components/select';
import { usePeople } from '@/features/people';
import { usePerson } from '@/features/session';
import { apart } from '@/lib/locale';
import { useTeams } from '../queries';
import { withRole, type Question, type Somebody } from '../question';
import type { Answer } from './use-answer';

interface Props {
  question: Question;
  answer: Answer;
  onChange(question: Question): void;
}

/** Whom to meet: people and teams by name. Pressing one says whether it can take place without them. */
export function PeopleChoice({ question, answer, onChange }: Props) {
  const t = useTranslations('find');
  const [typed, setTyped] = useState('');
  const query = useDeferredValue(typed.trim());
  const people = usePeople(query);
  const teams = useTeams(query);
  const chosen = new Set(question.people.map(({ id }) => id));
  const foundTeams = (teams.data ?? []).filter(({ id, members }) => !chosen.has(id) && members.length > 0);
  const found = (people.data ?? []).filter(({ id }) => !chosen.has(id));
  const set = (changed: readonly Somebody[]) => onChange({ ...question, people: changed });

  const choose = (id: string) => {
    setTyped('');
    const kind = foundTeams.some((team) => team.id === id) ? 'team' : 'person';
    if (!chosen.has(id)) set([...question.people, { kind, id, optional: false }]);
  };

  return (
    <div className="flex flex-col gap-2">
      <ComboBox
        label={t('people')}
        placeholder={t('peoplePlaceholder')}
        input={typed}
        onInput={setTyped}
        onChoose={choose}
        empty={people.isFetching ? t('searching') : t('nobody')}
        expandable
        openLabel={t('everybody')}
        suggestions={[
          ...foundTeams.slice(0, 5).map(({ id, name, members }) => ({
            id,
            text: name,
            content: (
              <span className="flex w-full min-w-0 items-center gap-2.5">
                <TeamMark />
                <span dir="auto" className="truncate font-[500]">
                  {t('team', { name: apart(name), count: members.length })}
                </span>
              </span>
            ),
          })),
          ...found.map(({ id, name, email }) => ({
            id,
            text: name,
            content: (
              <span className="flex w-full min-w-0 items-center gap-2.5">
                <Avatar id={id} name={name} size={24} />
                <span className="min-w-0">
                  <span dir="auto" className="block truncate font-[500]">
                    {name}
                  </span>
                  <span className="block truncate text-xs text-fg-3">{email}</span>
                </span>
              </span>
            ),
          })),
        ]}
      />
      <ul aria-label={t('chosen')} className="flex flex-wrap gap-1.5">
        {question.people.map((one) => (
          <Chosen
            key={one.id}
            one={one}
            answer={answer}
            canLeave={question.people.length > 1}
            onRole={() => set(withRole(question.people, one.id, !one.optional))}
            onRemove={() => set(question.people.filter(({ id }) => id !== one.id))}
          />
        ))}
      </ul>
      {question.people.length > 1 ? <p className="text-sm text-fg-3">{t('roleHint')}</p> : null}
      <Enough question={question} answer={answer} onChange={onChange} />
    </div>
  );
}

interface ChosenProps {
  one: Somebody;
  answer: Answer;
  /** The last one stays: somebody has to be asked about. */
  canLeave: boolean;
  onRole(): void;
  onRemove(): void;
}

function Chosen({ one, answer, canLeave, onRole, onRemove }: ChosenProps) {
  const t = useTranslations('find');
  const me = usePerson();
  const team = one.kind === 'team' ? answer.teams.get(one.id) : undefined;
  const known = team?.name ?? answer.people.get(one.id)?.name ?? (one.id === me.id ? me.name : '…');
  const name = one.id === me.id ? t('you') : apart(known);
  return (
    <li className="find-chip" data-optional={one.optional ? '' : undefined}>
      <button type="button" onClick={onRole} className="find-chip-name">
        {one.kind === 'team' ? <TeamMark /> : <Avatar id={one.id} name={known} size={24} />}
        <span dir="auto" className="truncate">
          {team ? t('team', { name, count: team.members.length }) : name}
        </span>
        <span className="sr-only">, {t(one.optional ? 'makeRequired' : 'makeOptional')}</span>
        {one.optional ? (
          <span aria-hidden className="text-xs text-fg-3">
            {t('optional')}
          </span>
        ) : null}
      </button>
      {canLeave ? (
        <button type="button" aria-label={t('remove', { name: apart(known) })} onClick={onRemove} className="find-chip-remove">
          <X aria-hidden className="size-3.5" strokeWidth={2} />
        </button>
      ) : null}
    </li>
  );
}

function TeamMark() {
  return (
    <span className="flex size-6 flex-none items-center justify-center rounded-full bg-accent-soft text-accent-text">
      <UsersRound aria-hidden className="size-3.5" strokeWidth={1.75} />
    </span>
  );
}

/** How many of those who need not come are enough, where there are several. */
function Enough({ question, answer, onChange }: Props) {
  const t = useTranslations('find');
  const of = answer.asked.optional.length;
  if (of < 2) return null;
  const numbers = Array.from({ length: of }, (_, index) => index + 1).slice(0, 30);
  return (
    <Select
      label={t('enough')}
      value={String(Math.min(question.enough ?? 0, of))}
      onChange={(count) => onChange({ ...question, enough: Number(count) || null })}
      options={[{ id: '0', label: t('enoughNone') }, ...numbers.map((count) => ({ id: String(count), label: t('enoughSome', { count, of }) }))]}
    />
  );
}
