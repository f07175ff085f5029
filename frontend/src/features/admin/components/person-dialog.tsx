'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Choice } from '@/components/choice';
import { Dialog, DialogBody } from '@/components/dialog';
import { Notice } from '@/components/notice';
import { useSecured } from '@/features/security';
import { Loaded } from '@/features/session';
import type { PersonEntry } from '@/lib/api/types';
import { useFormats } from '@/lib/time/formats-context';
import { instantOf } from '@/lib/time/moment';
import { useNow } from '@/lib/time/use-now';
import { changePerson, signOutEverywhere } from '../mutations';
import { adminKeys, useSessionsOf } from '../queries';

/** What admins decide about one person, and where that person is signed in. */
export function PersonDialog({ person: opened, onClose }: { person: PersonEntry; onClose(): void }) {
  const t = useTranslations('admin.people');
  const formats = useFormats();
  const now = useNow();
  const [person, setPerson] = useState(opened);
  const sessions = useSessionsOf(person.id, true);
  const changing = useSecured({ task: changePerson, refreshes: adminKeys.people, onDone: setPerson, said: t('changed') });
  const ending = useSecured({ task: signOutEverywhere, refreshes: adminKeys.people, said: t('signedOut', { name: person.name }) });
  const deviceName = (device: string) => {
    const [program = '', system] = device.split(' on ');
    return system ? t('deviceOn', { program, system }) : program || t('unknownDevice');
  };
  return (
    <Dialog title={person.name} isOpen onClose={onClose} closeLabel={t('close')}>
      <DialogBody>
        <p dir="auto" className="break-all text-fg-2">
          {person.email}
        </p>
        <Choice
          label={t('role')}
          showLabel
          wide
          options={(['admin', 'member', 'guest'] as const).map((value) => ({ value, label: t(`roles.${value}`) }))}
          value={person.role}
          isDisabled={changing.isPending || !person.active}
          onChange={(role) => changing.mutate({ person, change: { role } })}
        />
        <p className="text-sm text-fg-3">{t(`roleText.${person.role}`)}</p>
        <section aria-label={t('sessions')} className="border-t border-line pt-4">
          <h3 className="text-sm font-[620]">{t('sessions')}</h3>
          <Loaded query={sessions} skeleton={<div className="skeleton h-12" />}>
            {(shown) =>
              shown.length === 0 ? (
                <p className="mt-1 text-fg-3">{t('noSessions')}</p>
              ) : (
                <>
                  <ul className="mt-1 flex max-h-48 flex-col gap-1 overflow-y-auto text-sm">
                    {shown.map((session) => (
                      <li key={session.id}>
                        {deviceName(session.device)}{' '}
                        <span className="text-fg-3">
                          {session.address} · {formats.ago(instantOf(session.last_used_at), now)}
                        </span>
                      </li>
                    ))}
                  </ul>
                  <Button className="mt-2" isPending={ending.isPending} onPress={() => ending.mutate(person.id)}>
                    {t('signOut')}
                  </Button>
                </>
              )
            }
          </Loaded>
        </section>
        <section aria-label={t('account')} className="flex flex-col items-start gap-2 border-t border-line pt-4">
          {person.active ? (
            <p className="text-sm text-fg-3">{t('deactivateText')}</p>
          ) : (
            <Notice tone="warning">{t('inactiveText')}</Notice>
          )}
          <Button
            look={person.active ? 'danger' : 'primary'}
            isPending={changing.isPending}
            onPress={() => changing.mutate({ person, change: { active: !person.active } })}
          >
            {t(person.active ? 'deactivate' : 'reactivate')}
          </Button>
        </section>
      </DialogBody>
    </Dialog>
  );
}
