'use client';

import { useQueryClient } from '@tanstack/react-query';
import { Controller } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Checkbox } from '@/components/checkbox';
import { Dialog, DialogBody } from '@/components/dialog';
import { FormText } from '@/components/form-text';
import { Notice } from '@/components/notice';
import { toasts } from '@/components/toasts';
import { usePerson } from '@/features/session';
import { useFaultText } from '@/lib/forms';
import { useSentForm } from '@/lib/sent-form';
import { changePassword } from '../mutations';
import { securityKeys, useApiTokens } from '../queries';
import { passwordChangeSchema } from '../schema';

interface Props {
  isOpen: boolean;
  onClose(): void;
}

export function PasswordDialog({ isOpen, onClose }: Props) {
  const t = useTranslations('security');
  return (
    <Dialog title={t('passwordChange')} isOpen={isOpen} onClose={onClose} closeLabel={t('close')}>
      <DialogBody>
        <PasswordForm onDone={onClose} />
      </DialogBody>
    </Dialog>
  );
}

function PasswordForm({ onDone }: { onDone(): void }) {
  const t = useTranslations('security');
  const faultText = useFaultText();
  const person = usePerson();
  const cache = useQueryClient();
  const tokens = useApiTokens().data?.length ?? 0;
  const { form, problem, submit } = useSentForm({
    schema: passwordChangeSchema,
    start: { current: '', fresh: '', endTokens: false },
    rename: { current_password: 'current', new_password: 'fresh' },
    focus: 'current',
    send: async (change) => {
      await changePassword(change);
      void cache.invalidateQueries({ queryKey: securityKeys.sessions });
      void cache.invalidateQueries({ queryKey: securityKeys.tokens });
      toasts.show({ text: t(change.endTokens ? 'passwordChangedTokensEnded' : 'passwordChanged') });
      onDone();
    },
  });
  const field = { control: form.control, faultText, type: 'password' } as const;
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <p className="text-fg-2">{t('passwordText')}</p>
      {problem ? <Notice tone="danger">{problem}</Notice> : null}
      <input type="text" name="username" autoComplete="username" value={person.email} readOnly hidden />
      <FormText {...field} name="current" label={t('passwordCurrent')} autoComplete="current-password" autoFocus />
      <FormText {...field} name="fresh" label={t('passwordNew')} hint={t('passwordHint')} autoComplete="new-password" />
      {tokens > 0 ? (
        <Controller
          control={form.control}
          name="endTokens"
          render={({ field: { value, onChange } }) => (
            <Checkbox isSelected={value} onChange={onChange}>
              {t('endTokens', { count: tokens })}
              <span className="block text-sm text-fg-3">{t('endTokensText', { count: tokens })}</span>
            </Checkbox>
          )}
        />
      ) : null}
      <Button type="submit" look="primary" isPending={form.formState.isSubmitting}>
        {t('passwordChange')}
      </Button>
    </form>
  );
}
