'use client';

import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Dialog, DialogBody } from '@/components/dialog';
import { FormText } from '@/components/form-text';
import { Notice } from '@/components/notice';
import { toasts } from '@/components/toasts';
import { useProblemText } from '@/lib/api/problem-text';
import { useFaultText } from '@/lib/forms';
import { useSentForm } from '@/lib/sent-form';
import { changeEmail } from '../mutations';
import { emailChangeSchema } from '../schema';
import { GivenUp, useProof } from './proof';

interface Props {
  isOpen: boolean;
  onClose(): void;
}

export function EmailDialog({ isOpen, onClose }: Props) {
  const t = useTranslations('security');
  return (
    <Dialog title={t('emailChange')} isOpen={isOpen} onClose={onClose} closeLabel={t('close')}>
      <DialogBody>
        <EmailForm onDone={onClose} />
      </DialogBody>
    </Dialog>
  );
}

function EmailForm({ onDone }: { onDone(): void }) {
  const t = useTranslations('security');
  const faultText = useFaultText();
  const problemText = useProblemText();
  const proven = useProof();
  const { form, problem, submit } = useSentForm({
    schema: emailChangeSchema,
    start: { email: '' },
    focus: 'email',
    say: (reason) => (reason instanceof GivenUp ? null : problemText(reason)),
    send: async ({ email }) => {
      await proven(() => changeEmail(email));
      toasts.show({ text: t('emailSent', { email }) });
      onDone();
    },
  });
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <p className="text-fg-2">{t('emailText')}</p>
      {problem ? <Notice tone="danger">{problem}</Notice> : null}
      <FormText
        control={form.control}
        name="email"
        faultText={faultText}
        label={t('emailNew')}
        type="email"
        autoComplete="email"
        autoFocus
      />
      <Button type="submit" look="primary" isPending={form.formState.isSubmitting}>
        {t('emailSubmit')}
      </Button>
    </form>
  );
}
