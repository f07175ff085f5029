'use client';

import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Dialog, DialogBody } from '@/components/dialog';
import { FormText } from '@/components/form-text';
import { Notice } from '@/components/notice';
import { usePasskeyText } from '@/features/session';
import { useFaultText } from '@/lib/forms';
import { useSentForm } from '@/lib/sent-form';
import { addPasskey } from '../mutations';
import { passkeySchema } from '../schema';
import { GivenUp, useProof } from './proof';

interface Props {
  isOpen: boolean;
  /** What the passkey is called unless somebody changes it. */
  name: string;
  onClose(): void;
  onDone(recoveryCodes: string[]): void;
}

export function PasskeyDialog({ isOpen, name, onClose, onDone }: Props) {
  const t = useTranslations('security');
  return (
    <Dialog title={t('passkeyTitle')} isOpen={isOpen} onClose={onClose} closeLabel={t('close')}>
      <DialogBody>
        <p className="text-fg-2">{t('passkeyText')}</p>
        <NameForm name={name} onDone={onDone} />
      </DialogBody>
    </Dialog>
  );
}

function NameForm({ name, onDone }: { name: string; onDone(recoveryCodes: string[]): void }) {
  const t = useTranslations('security');
  const faultText = useFaultText();
  const passkeyText = usePasskeyText();
  const proven = useProof();
  const { form, problem, submit } = useSentForm({
    schema: passkeySchema,
    start: { name },
    say: (reason) => (reason instanceof GivenUp ? null : passkeyText(reason)),
    send: async (values) => onDone(await proven(() => addPasskey(values.name))),
  });
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {problem ? <Notice tone="danger">{problem}</Notice> : null}
      <FormText
        control={form.control}
        name="name"
        faultText={faultText}
        label={t('passkeyName')}
        hint={t('passkeyNameHint')}
        type="text"
        autoComplete="off"
        autoFocus
      />
      <Button type="submit" look="primary" isPending={form.formState.isSubmitting}>
        {t('passkeyCreate')}
      </Button>
    </form>
  );
}
