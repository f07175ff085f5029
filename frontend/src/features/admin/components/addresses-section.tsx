'use client';

import { ShieldBan } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { Group, Row, Section } from '@/components/section';
import { PageHead } from '@/components/side-pages';
import { TextField } from '@/components/text-field';
import { SureButton, useSecured } from '@/features/security';
import { Loaded } from '@/features/session';
import { useProblemText } from '@/lib/api/problem-text';
import { useFormats } from '@/lib/time/formats-context';
import { instantOf } from '@/lib/time/moment';
import { block, unblock } from '../mutations';
import { adminKeys, useBlocks } from '../queries';

/** Addresses that are turned away. The server refuses what would shut the asker out, and its words are shown. */
export function AddressesSection() {
  const t = useTranslations('admin.addresses');
  const formats = useFormats();
  const blocks = useBlocks();
  const unblocking = useSecured({ task: unblock, refreshes: adminKeys.blocks, said: t('unblocked') });
  return (
    <div className="flex max-w-[720px] flex-col">
      <PageHead title={t('title')} lead={t('lead')} />
      <div className="flex flex-col gap-8">
        <BlockForm />
        <Loaded query={blocks}>
          {(shown) => (
            <Section title={t('list')}>
              {shown.length === 0 ? <Row title={<span className="font-[420] text-fg-3">{t('none')}</span>} /> : null}
              {shown.map((each) => (
                <Row
                  key={each.id}
                  icon={<ShieldBan aria-hidden className="size-5" strokeWidth={1.75} />}
                  title={<code>{each.network}</code>}
                  detail={
                    <span dir="auto">
                      {each.reason} · {t('since', { day: formats.day(instantOf(each.created_at)) })}
                    </span>
                  }
                  action={
                    <SureButton
                      label={t('unblock')}
                      about={t('unblockOf', { network: each.network })}
                      title={t('unblockTitle')}
                      text={t('unblockText', { network: each.network })}
                      danger={false}
                      isPending={unblocking.isPending}
                      onSure={() => unblocking.mutate(each.id)}
                    />
                  }
                />
              ))}
            </Section>
          )}
        </Loaded>
      </div>
    </div>
  );
}

function BlockForm() {
  const t = useTranslations('admin.addresses');
  const problemText = useProblemText();
  const [network, setNetwork] = useState('');
  const [reason, setReason] = useState('');
  const blocking = useSecured({
    task: block,
    refreshes: adminKeys.blocks,
    said: t('blocked'),
    onDone: () => {
      setNetwork('');
      setReason('');
    },
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (network.trim() && reason.trim()) blocking.mutate({ network: network.trim(), reason: reason.trim() });
  };
  return (
    <Group title={t('add')}>
      <form onSubmit={send} className="flex flex-col gap-4">
        {blocking.isError ? <Notice tone="danger">{problemText(blocking.error)}</Notice> : null}
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          <TextField label={t('network')} hint={t('networkHint')} value={network} onChange={setNetwork} autoComplete="off" />
          <TextField label={t('reason')} hint={t('reasonHint')} value={reason} onChange={setReason} maxLength={200} autoComplete="off" />
        </div>
        <div>
          <Button type="submit" look="primary" isPending={blocking.isPending} isDisabled={!network.trim() || !reason.trim()}>
            {t('block')}
          </Button>
        </div>
      </form>
    </Group>
  );
}
