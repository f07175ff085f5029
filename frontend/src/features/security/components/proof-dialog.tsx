'use client';

import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Dialog, DialogBody } from '@/components/dialog';
import { FormText } from '@/components/form-text';
import { Link } from '@/components/link';
import { Notice } from '@/components/notice';
import { linkClass, usePerson } from '@/features/session';
import { useFaultText } from '@/lib/forms';
import { paths } from '@/lib/routes';
import { useSentForm } from '@/lib/sent-form';
import { prove } from '../mutations';
import { proofSchema } from '../schema';

interface Props {
  isOpen: boolean;
  onClose(): void;
  onProven(): void;
}

/** Asks for the password once more. */
export function ProofDialog({ isOpen, onClose, onProven }: Props) {
  const t = useTranslations('security');
  return (
    <Dialog title={t('proofTitle')} isOpen={isOpen} onClose={onClose} closeLabel={t('close')}>
      <DialogBody>
        <ProofForm onProven={onProven} />
      </DialogBody>
    </Dialog>
  );
}

function ProofForm({ onProven }: { onProven(): void }) {
  const t = useTranslations('security');
  const faultText = useFaultText();
  const person = usePerson();
  const { form, problem, submit } = useSentForm({
    schema: proofSchema,
    start: { password: '' },
    focus: 'password',
    send: async ({ password }) => {
      await prove(password);
      onProven();
    },
  });
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <p className="text-fg-2">{t('proofText')}</p>
      {problem ? <Notice tone="danger">{problem}</Notice> : null}
      <input type="text" name="username" autoComplete="username" value={person.email} readOnly hidden />
      <FormText
        control={form.control}
        name="password"
        faultText={faultText}
        label={t('password')}
        type="password"
        autoComplete="current-password"
        autoFocus
      />
      <Button type="submit" look="primary" isPending={form.formState.isSubmitting}>
        {t('continue')}
      </Button>
      <Link href={paths.forgotPassword()} prefetch={false} className={`self-center text-sm ${linkClass}`}>
        {t('proofForgot')}
      </Link>
    </form>
  );
}
