'use client';

import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Dialog, DialogBody } from '@/components/dialog';
import { FormText } from '@/components/form-text';
import { Notice } from '@/components/notice';
import { sixDigitsSchema } from '@/features/session';
import { useProblemText } from '@/lib/api/problem-text';
import type { AppSetUp } from '@/lib/api/types';
import { useFaultText } from '@/lib/forms';
import { useSentForm } from '@/lib/sent-form';
import { confirmApp } from '../mutations';
import { imageOf, secretOf } from '../secrets';
import { GivenUp, useProof } from './proof';

interface Props {
  /** What the app has to be told; null while there is nothing to set up. */
  setUp: AppSetUp | null;
  onClose(): void;
  onDone(recoveryCodes: string[]): void;
}

/** Scan, or type in, then prove that it worked. */
export function AppDialog({ setUp, onClose, onDone }: Props) {
  const t = useTranslations('security');
  return (
    <Dialog title={t('appTitle')} isOpen={setUp !== null} onClose={onClose} closeLabel={t('close')}>
      {setUp ? (
        <DialogBody>
          <p className="text-fg-2">{t('appScan')}</p>
          <img
            src={imageOf(setUp.qr_svg)}
            alt={t('appQr')}
            width={196}
            height={196}
            className="self-center rounded-lg border border-line"
          />
          <details className="text-sm">
            <summary className="cursor-pointer rounded-xs font-[550] text-accent">{t('appNoCamera')}</summary>
            <p className="mt-2 text-fg-2">{t('appTypeIn')}</p>
            <p className="mt-1 font-mono break-words select-all">{secretOf(setUp.uri)}</p>
            <a href={setUp.uri} className="mt-2 inline-block rounded-xs font-[550] text-accent underline underline-offset-2">
              {t('appOpen')}
            </a>
          </details>
          <ConfirmForm onDone={onDone} />
        </DialogBody>
      ) : null}
    </Dialog>
  );
}

function ConfirmForm({ onDone }: { onDone(recoveryCodes: string[]): void }) {
  const t = useTranslations('security');
  const faultText = useFaultText();
  const problemText = useProblemText();
  const proven = useProof();
  const { form, problem, submit } = useSentForm({
    schema: sixDigitsSchema,
    start: { code: '' },
    focus: 'code',
    say: (reason) => (reason instanceof GivenUp ? null : problemText(reason)),
    send: async ({ code }) => onDone(await proven(() => confirmApp(code))),
  });
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {problem ? <Notice tone="danger">{problem}</Notice> : null}
      <FormText
        control={form.control}
        name="code"
        faultText={faultText}
        label={t('appCode')}
        type="text"
        inputMode="numeric"
        autoComplete="one-time-code"
      />
      <Button type="submit" look="primary" isPending={form.formState.isSubmitting}>
        {t('appConfirm')}
      </Button>
    </form>
  );
}
