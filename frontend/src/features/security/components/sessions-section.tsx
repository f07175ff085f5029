'use client';

import { Monitor, Smartphone } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Chip } from '@/components/chip';
import { Row, Section } from '@/components/section';
import type { OpenSession } from '@/lib/api/types';
import { useFormats } from '@/lib/time/formats-context';
import { instantOf } from '@/lib/time/moment';
import { endOtherSessions, endSession } from '../mutations';
import { securityKeys, useSessions } from '../queries';
import { Loaded } from './loaded';
import { useSecured } from './use-secured';

const refreshes = securityKeys.sessions;

export function SessionsSection() {
  const t = useTranslations('security');
  const sessions = useSessions();
  const ending = useSecured({ task: endOtherSessions, refreshes, said: t('othersEnded') });
  const others = sessions.data?.filter((session) => !session.is_current).length ?? 0;
  return (
    <Section
      title={t('sessionsTitle')}
      lead={t('sessionsLead')}
      action={
        others > 0 ? (
          <Button isPending={ending.isPending} onPress={() => ending.mutate(undefined)}>
            {t('endOthers')}
          </Button>
        ) : null
      }
    >
      <Loaded query={sessions}>{(shown) => shown.map((session) => <SessionRow key={session.id} session={session} />)}</Loaded>
    </Section>
  );
}

function SessionRow({ session }: { session: OpenSession }) {
  const t = useTranslations('security');
  const formats = useFormats();
  const [program = '', system] = session.device.split(' on ');
  const name = system ? t('deviceOn', { program, system }) : program || t('unknownDevice');
  const ending = useSecured({ task: endSession, refreshes, said: t('sessionEnded', { name }) });
  const Icon = /iPhone|Android/.test(session.device) ? Smartphone : Monitor;
  const since = t('sessionSince', { day: formats.day(instantOf(session.created_at)) });
  const used = t('sessionUsed', { day: formats.day(instantOf(session.last_used_at)) });
  return (
    <Row
      icon={<Icon aria-hidden className="size-5" strokeWidth={1.75} />}
      title={name}
      detail={[session.address, session.is_current ? since : used].filter(Boolean).join(' · ')}
      chip={session.is_current ? <Chip tone="success">{t('thisDevice')}</Chip> : null}
      action={
        session.is_current ? null : (
          <Button
            look="ghost"
            aria-label={t('endNamed', { name })}
            isPending={ending.isPending}
            onPress={() => ending.mutate(session.id)}
          >
            {t('end')}
          </Button>
        )
      }
    />
  );
}
