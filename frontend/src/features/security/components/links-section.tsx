'use client';

import { Link2 } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Row, Section } from '@/components/section';
import { useFormats } from '@/lib/time/formats-context';
import { instantOf } from '@/lib/time/moment';
import { linkingAddress, removeLink } from '../mutations';
import { securityKeys, useLinks } from '../queries';
import { Loaded } from './loaded';
import { SureButton } from './sure-button';
import { useSecured } from './use-secured';

/** Which identities elsewhere open this account; nothing where there is no provider and no link. */
export function LinksSection() {
  const t = useTranslations('links');
  const formats = useFormats();
  const query = useLinks();
  const linking = useSecured({
    task: linkingAddress,
    refreshes: securityKeys.links,
    onDone: (address) => location.assign(address),
  });
  const removing = useSecured({ task: removeLink, refreshes: securityKeys.links, said: t('removed') });
  const { provider, links } = query.data ?? { provider: null, links: [] };
  if (!provider && links.length === 0) return null;
  return (
    <Section
      title={t('title')}
      lead={t('lead')}
      action={
        provider && links.length === 0 ? (
          <Button isPending={linking.isPending} onPress={() => linking.mutate(undefined)}>
            {t('link', { provider })}
          </Button>
        ) : null
      }
    >
      <Loaded query={query}>
        {() =>
          links.length === 0 ? (
            <li className="px-4 py-3.5 text-fg-3">{t('none')}</li>
          ) : (
            links.map((link) => (
              <Row
                key={link.id}
                icon={<Link2 aria-hidden className="size-5" strokeWidth={1.75} />}
                title={provider ?? link.issuer}
                detail={t('linked', { day: formats.day(instantOf(link.linked_at)) })}
                action={
                  <SureButton
                    label={t('remove')}
                    about={t('removeNamed', { provider: provider ?? link.issuer })}
                    title={t('removeTitle')}
                    text={t('removeText', { provider: provider ?? link.issuer })}
                    isPending={removing.isPending}
                    onSure={() => removing.mutate(link.id)}
                  />
                }
              />
            ))
          )
        }
      </Loaded>
    </Section>
  );
}
