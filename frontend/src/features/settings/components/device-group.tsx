'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { BellOff, BellRing } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Group, Setting } from '@/components/section';
import { toasts } from '@/components/toasts';
import { useProblemText } from '@/lib/api/problem-text';
import { ringHere, ringing, ringNoMore, type Ringing } from '@/lib/offline/device';

const icon = { 'aria-hidden': true, className: 'size-4', strokeWidth: 1.75 } as const;
const key = ['ringing'] as const;

/** Whether this device rings, or could. */
export function useRinging(): Ringing | undefined {
  return useQuery({ queryKey: key, queryFn: ringing, networkMode: 'always', staleTime: 0 }).data;
}

/** This device rings, or stays silent: asked for with a button, and never before. */
export function DeviceGroup({ state }: { state: Exclude<Ringing, 'impossible'> }) {
  const t = useTranslations('settings.notifications.device');
  const problemText = useProblemText();
  const cache = useQueryClient();
  const [pending, setPending] = useState(false);
  const rings = state === 'rings';

  const turn = async () => {
    setPending(true);
    try {
      if (rings) await ringNoMore();
      else await ringHere();
    } catch (reason) {
      toasts.show({ tone: 'danger', about: 'device', text: t('failed', { reason: problemText(reason) }) });
    }
    setPending(false);
    await cache.invalidateQueries({ queryKey: key });
  };

  return (
    <Group title={t('title')} lead={t('lead')}>
      <Setting title={t(`${state}.title`)} detail={t(`${state}.detail`)}>
        {state === 'rings' || state === 'silent' ? (
          <Button isPending={pending} onPress={() => void turn()} icon={rings ? <BellOff {...icon} /> : <BellRing {...icon} />}>
            {rings ? t('silence') : t('ring')}
          </Button>
        ) : null}
      </Setting>
    </Group>
  );
}
