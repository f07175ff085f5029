'use client';

import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { FormText } from '@/components/form-text';
import { Notice } from '@/components/notice';
import { useFaultText } from '@/lib/forms';
import { Words } from '@/lib/locale';
import { wordsOf } from '@/lib/words';
import { useSentForm } from '@/lib/sent-form';
import { passkeysWork } from '../passkeys';
import { recoveryCodeSchema, sixDigitsSchema, waysHere, type Way } from '../schema';
import { passkeyAnswer, type SecondFactor } from '../signing-in';
import { PasskeyButton } from './passkey-button';

const words = wordsOf('account');

interface Props {
  /** What the server says this person can show. */
  ways: readonly string[];
  signIn(second: SecondFactor): Promise<void>;
  onBack(): void;
}

/** The second step of signing in, in the place of the first. */
export function SecondFactorStep(props: Props) {
  return (
    <Words of={words}>
      <Step {...props} />
    </Words>
  );
}

function Step({ ways, signIn, onBack }: Props) {
  const t = useTranslations('secondFactor');
  const here = waysHere(ways, passkeysWork());
  const [chosen, setChosen] = useState<Way | undefined>(here[0]);

  return (
    <div className="flex flex-col gap-4">
      {chosen === undefined ? <Notice tone="warning">{t('notHere')}</Notice> : null}
      {chosen === 'totp' ? <CodeForm key="totp" way="totp" send={(code) => signIn({ code })} /> : null}
      {chosen === 'recovery_code' ? (
        <CodeForm key="recovery" way="recovery_code" send={(code) => signIn({ recovery_code: code })} />
      ) : null}
      {chosen === 'passkey' ? (
        <>
          <p className="text-fg-2">{t('passkeyLead')}</p>
          <PasskeyButton look="primary" autoFocus onUse={async () => signIn({ passkey: await passkeyAnswer() })}>
            {t('usePasskey')}
          </PasskeyButton>
        </>
      ) : null}
      <div className="flex flex-col border-t border-line pt-3">
        {here
          .filter((way) => way !== chosen)
          .map((way) => (
            <Button key={way} look="ghost" className="justify-start!" onPress={() => setChosen(way)}>
              {t(`instead.${way}`)}
            </Button>
          ))}
        <Button
          look="ghost"
          className="justify-start!"
          onPress={onBack}
          icon={<ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" strokeWidth={1.75} />}
        >
          {t('back')}
        </Button>
      </div>
    </div>
  );
}

function CodeForm({ way, send }: { way: 'totp' | 'recovery_code'; send(code: string): Promise<void> }) {
  const t = useTranslations('secondFactor');
  const faultText = useFaultText();
  const digits = way === 'totp';
  const { form, problem, submit } = useSentForm({
    schema: digits ? sixDigitsSchema : recoveryCodeSchema,
    start: { code: '' },
    focus: 'code',
    send: ({ code }) => send(code),
  });

  return (
    <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-4">
      {problem ? <Notice tone="danger">{problem}</Notice> : null}
      <FormText
        control={form.control}
        name="code"
        faultText={faultText}
        label={t(digits ? 'code' : 'recoveryCode')}
        hint={t(digits ? 'codeHint' : 'recoveryHint')}
        type="text"
        autoFocus
        autoComplete={digits ? 'one-time-code' : 'off'}
        inputMode={digits ? 'numeric' : 'text'}
        autoCorrect="off"
        spellCheck="false"
      />
      <Button type="submit" look="primary" isPending={form.formState.isSubmitting}>
        {t('signIn')}
      </Button>
    </form>
  );
}
