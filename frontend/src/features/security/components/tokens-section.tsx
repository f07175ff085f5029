'use client';

import { Plus, Terminal } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Row, Section } from '@/components/section';
import type { ApiToken } from '@/lib/api/types';
import { useFormats } from '@/lib/time/formats-context';
import { instantOf } from '@/lib/time/moment';
import { deleteApiToken } from '../mutations';
import { securityKeys, useApiTokens } from '../queries';
import { TokenDialog } from './lazy-dialogs';
import { Loaded } from './loaded';
import { SureButton } from './sure-button';
import { useSecured } from './use-secured';

export function TokensSection() {
  const t = useTranslations('apiTokens');
  const tokens = useApiTokens();
  const [making, setMaking] = useState(false);
  return (
    <Section
      title={t('title')}
      lead={t('lead')}
      action={
        <Button onPress={() => setMaking(true)} icon={<Plus aria-hidden className="size-4" strokeWidth={2} />}>
          {t('add')}
        </Button>
      }
    >
      <Loaded query={tokens}>
        {(shown) =>
          shown.length > 0 ? (
            shown.map((token) => <TokenRow key={token.id} token={token} />)
          ) : (
            <li className="px-4 py-3.5 text-fg-3">{t('none')}</li>
          )
        }
      </Loaded>
      <TokenDialog isOpen={making} onClose={() => setMaking(false)} />
    </Section>
  );
}

function TokenRow({ token }: { token: ApiToken }) {
  const t = useTranslations('apiTokens');
  const formats = useFormats();
  const deleting = useSecured({ task: deleteApiToken, refreshes: securityKeys.tokens, said: t('deleted', { name: token.name }) });
  const used = token.last_used_at;
  return (
    <Row
      icon={<Terminal aria-hidden className="size-5" strokeWidth={1.75} />}
      title={token.name}
      detail={[
        t('ending', { hint: token.hint }),
        t('until', { day: formats.day(instantOf(token.expires_at)) }),
        used ? t('used', { day: formats.day(instantOf(used)) }) : t('unused'),
      ].join(' · ')}
      action={
        <SureButton
          label={t('delete')}
          about={t('deleteNamed', { name: token.name })}
          title={t('deleteTitle')}
          text={t('deleteText', { name: token.name })}
          isPending={deleting.isPending}
          onSure={() => deleting.mutate(token.id)}
        />
      }
    />
  );
}
