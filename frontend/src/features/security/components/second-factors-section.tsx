'use client';

import { useQueryClient } from '@tanstack/react-query';
import { KeyRound, LifeBuoy, Plus, Smartphone } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Chip } from '@/components/chip';
import { toasts } from '@/components/toasts';
import { Row, Section } from '@/components/section';
import { passkeysWork } from '@/features/session';
import type { AppSetUp, Passkey } from '@/lib/api/types';
import { instantOf } from '@/lib/time/moment';
import { useFormats } from '@/lib/time/formats-context';
import { isAskedFor } from '../factors';
import { removeApp, removePasskey, renewRecoveryCodes, setUpApp } from '../mutations';
import { securityKeys, useSecondFactors, useSessions } from '../queries';
import { AppDialog, PasskeyDialog } from './lazy-dialogs';
import { RecoveryCodesDialog } from './recovery-codes-dialog';
import { Loaded } from './loaded';
import { SureButton } from './sure-button';
import { useSecured } from './use-secured';

const icon = { 'aria-hidden': true, className: 'size-5', strokeWidth: 1.75 } as const;
const refreshes = securityKeys.factors;

export function SecondFactorsSection() {
  const t = useTranslations('security');
  const cache = useQueryClient();
  const factors = useSecondFactors();
  const device = useSessions().data?.find((session) => session.is_current)?.device;
  const [addingPasskey, setAddingPasskey] = useState(false);
  const [codes, setCodes] = useState<string[] | null>(null);

  const added = (fresh: string[], said: string) => {
    void cache.invalidateQueries({ queryKey: refreshes });
    if (fresh.length > 0) setCodes(fresh);
    else toasts.show({ text: said });
  };

  return (
    <Section
      title={t('secondTitle')}
      lead={t('secondLead')}
      action={
        passkeysWork() ? (
          <Button onPress={() => setAddingPasskey(true)} icon={<Plus aria-hidden className="size-4" strokeWidth={2} />}>
            {t('passkeyAdd')}
          </Button>
        ) : null
      }
    >
      <Loaded query={factors}>
        {(shown) => (
          <>
            <AppRow on={shown.totp} onSetUp={(fresh) => added(fresh, t('appAdded'))} />
            {shown.passkeys.map((passkey) => (
              <PasskeyRow key={passkey.id} passkey={passkey} />
            ))}
            {isAskedFor(shown) ? <RecoveryRow left={shown.recovery_codes_left} onFresh={setCodes} /> : null}
          </>
        )}
      </Loaded>
      <PasskeyDialog
        isOpen={addingPasskey}
        name={device || t('passkeyUnnamed')}
        onClose={() => setAddingPasskey(false)}
        onDone={(fresh) => {
          setAddingPasskey(false);
          added(fresh, t('passkeyAdded'));
        }}
      />
      <RecoveryCodesDialog codes={codes} onClose={() => setCodes(null)} />
    </Section>
  );
}

function AppRow({ on, onSetUp }: { on: boolean; onSetUp(recoveryCodes: string[]): void }) {
  const t = useTranslations('security');
  const [setUp, setSetUp] = useState<AppSetUp | null>(null);
  const beginning = useSecured({ task: setUpApp, refreshes, onDone: setSetUp });
  const removing = useSecured({ task: removeApp, refreshes, said: t('appRemoved') });
  return (
    <Row
      icon={<Smartphone {...icon} />}
      title={t('app')}
      detail={t('appDetail')}
      chip={on ? <Chip tone="success">{t('on')}</Chip> : null}
      action={
        <>
          {on ? (
            <SureButton
              label={t('remove')}
              about={t('appRemove')}
              title={t('appRemoveTitle')}
              text={t('appRemoveText')}
              isPending={removing.isPending}
              onSure={() => removing.mutate(undefined)}
            />
          ) : (
            <Button aria-label={t('appSetUpLabel')} isPending={beginning.isPending} onPress={() => beginning.mutate(undefined)}>
              {t('setUp')}
            </Button>
          )}
          <AppDialog
            setUp={setUp}
            onClose={() => setSetUp(null)}
            onDone={(fresh) => {
              setSetUp(null);
              onSetUp(fresh);
            }}
          />
        </>
      }
    />
  );
}

function PasskeyRow({ passkey }: { passkey: Passkey }) {
  const t = useTranslations('security');
  const formats = useFormats();
  const removing = useSecured({ task: removePasskey, refreshes, said: t('passkeyRemoved') });
  const used = passkey.last_used_at;
  return (
    <Row
      icon={<KeyRound {...icon} />}
      title={passkey.name}
      detail={
        used
          ? t('passkeyUsed', { day: formats.day(instantOf(used)) })
          : t('passkeyMade', { day: formats.day(instantOf(passkey.created_at)) })
      }
      action={
        <SureButton
          label={t('remove')}
          about={t('removeNamed', { name: passkey.name })}
          title={t('passkeyRemoveTitle')}
          text={t('passkeyRemoveText', { name: passkey.name })}
          isPending={removing.isPending}
          onSure={() => removing.mutate(passkey.id)}
        />
      }
    />
  );
}

function RecoveryRow({ left, onFresh }: { left: number; onFresh(codes: string[]): void }) {
  const t = useTranslations('security');
  const renewing = useSecured({ task: renewRecoveryCodes, refreshes, onDone: onFresh });
  return (
    <Row
      icon={<LifeBuoy {...icon} />}
      title={t('recovery')}
      detail={t('recoveryLeft', { count: left })}
      chip={left < 3 ? <Chip tone="warning">{t('recoveryFew')}</Chip> : null}
      action={
        <SureButton
          label={t('recoveryNew')}
          about={t('recoveryNewLabel')}
          title={t('recoveryNewTitle')}
          text={t('recoveryNewText')}
          danger={false}
          isPending={renewing.isPending}
          onSure={() => renewing.mutate(undefined)}
        />
      }
    />
  );
}
