'use client';

import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Dialog, DialogBody } from '@/components/dialog';
import type { Me } from '@/lib/api/types';
import { SignInForm } from './sign-in-form';
import { useLeave } from './use-leave';

/** Over the page, which stays: what was being saved is saved after signing in again. */
export function ExpiredDialog({ isOpen, person }: { isOpen: boolean; person: Me }) {
  const t = useTranslations('session');
  const leave = useLeave();
  return (
    <Dialog title={t('expiredTitle')} isOpen={isOpen} onClose={() => undefined} firm closeLabel={t('close')}>
      <DialogBody>
        <p className="text-fg-2">{t('expiredText')}</p>
        <SignInForm email={person.email} />
        <Button look="ghost" onPress={leave}>
          {t('leaveInstead')}
        </Button>
      </DialogBody>
    </Dialog>
  );
}
