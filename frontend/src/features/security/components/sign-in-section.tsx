'use client';

import { AtSign, RectangleEllipsis } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Row, Section } from '@/components/section';
import { usePerson } from '@/features/session';
import { EmailDialog, PasswordDialog } from './lazy-dialogs';

const icon = { 'aria-hidden': true, className: 'size-5', strokeWidth: 1.75 } as const;

export function SignInSection() {
  const t = useTranslations('security');
  const person = usePerson();
  const [changing, setChanging] = useState<'email' | 'password' | null>(null);
  const close = () => setChanging(null);
  return (
    <Section title={t('signInTitle')}>
      <Row
        icon={<AtSign {...icon} />}
        title={t('email')}
        detail={person.email}
        action={
          <Button aria-label={t('emailChange')} onPress={() => setChanging('email')}>
            {t('change')}
          </Button>
        }
      />
      <Row
        icon={<RectangleEllipsis {...icon} />}
        title={t('password')}
        detail={t('passwordDetail')}
        action={
          <Button aria-label={t('passwordChange')} onPress={() => setChanging('password')}>
            {t('change')}
          </Button>
        }
      />
      <EmailDialog isOpen={changing === 'email'} onClose={close} />
      <PasswordDialog isOpen={changing === 'password'} onClose={close} />
    </Section>
  );
}
