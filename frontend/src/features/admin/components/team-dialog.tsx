'use client';

import { useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Avatar } from '@/components/avatar';
import { Button } from '@/components/button';
import { ComboBox } from '@/components/combo-box';
import { Dialog, DialogBody, DialogFoot } from '@/components/dialog';
import { Notice } from '@/components/notice';
import { TextField } from '@/components/text-field';
import { SureButton, useSecured } from '@/features/security';
import { useProblemText } from '@/lib/api/problem-text';
import type { Team } from '@/lib/api/types';
import { changeTeam, createTeam, deleteTeam, putMember } from '../mutations';
import { adminKeys, usePeople, useTeams } from '../queries';

/** A team's name, what it is, and who is in it. */
export function TeamDialog({ team: opened, onClose }: { team: Team | null; onClose(): void }) {
  const t = useTranslations('admin.teams');
  const problemText = useProblemText();
  const cache = useQueryClient();
  const [made, setMade] = useState(opened);
  const team = useTeams('').data?.find(({ id }) => id === made?.id) ?? made;
  const [name, setName] = useState(opened?.name ?? '');
  const [description, setDescription] = useState(opened?.description ?? '');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const deleting = useSecured({ task: deleteTeam, refreshes: adminKeys.teams, onDone: onClose, said: t('deleted', { name }) });

  const save = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const saved = team ? await changeTeam({ team, name, description }) : await createTeam({ name, description });
      await cache.invalidateQueries({ queryKey: adminKeys.teams });
      if (team) onClose();
      else setMade(saved);
    } catch (reason) {
      setProblem(problemText(reason));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog title={team ? team.name : t('add')} isOpen onClose={onClose} closeLabel={t('close')}>
      <DialogBody>
        {problem ? <Notice tone="danger">{problem}</Notice> : null}
        <TextField label={t('name')} value={name} onChange={setName} maxLength={100} autoFocus={!team} />
        <TextField label={t('description')} value={description} onChange={setDescription} rows={2} />
        {team ? <Members team={team} /> : <p className="text-sm text-fg-3">{t('membersLater')}</p>}
      </DialogBody>
      <DialogFoot>
        {team ? (
          <span className="me-auto">
            <SureButton
              label={t('delete')}
              about={t('deleteOf', { name: team.name })}
              title={t('deleteTitle', { name: team.name })}
              text={t('deleteText')}
              isPending={deleting.isPending}
              onSure={() => deleting.mutate(team)}
            />
          </span>
        ) : null}
        <Button look="ghost" onPress={onClose}>
          {t('cancel')}
        </Button>
        <Button look="primary" isPending={busy} isDisabled={!name.trim()} onPress={() => void save()}>
          {t(team ? 'save' : 'create')}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}

function Members({ team }: { team: Team }) {
  const t = useTranslations('admin.teams');
  const [typed, setTyped] = useState('');
  const people = usePeople(typed.trim(), true);
  const putting = useSecured({ task: putMember, refreshes: adminKeys.teams });
  const inside = new Set(team.members.map(({ id }) => id));
  const others = (people.data ?? []).filter(({ id }) => !inside.has(id)).slice(0, 20);
  return (
    <section aria-label={t('members')} className="flex flex-col gap-3 border-t border-line pt-4">
      <ComboBox
        label={t('addMember')}
        input={typed}
        onInput={setTyped}
        onChoose={(person_id) => {
          setTyped('');
          putting.mutate({ team, person_id, inside: true });
        }}
        empty={t('noSuch')}
        suggestions={others.map((person) => ({ id: person.id, text: `${person.name} ${person.email}`, content: person.name }))}
      />
      <ul className="flex max-h-56 flex-col gap-1 overflow-y-auto">
        {team.members.map((member) => (
          <li key={member.id} className="flex items-center gap-2.5">
            <Avatar id={member.id} name={member.name} size={24} />
            <span dir="auto" className="min-w-0 flex-1 truncate">
              {member.name}
            </span>
            <Button
              look="ghost"
              square
              aria-label={t('removeMember', { name: member.name })}
              icon={<X aria-hidden className="size-4" strokeWidth={1.75} />}
              onPress={() => putting.mutate({ team, person_id: member.id, inside: false })}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
