'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { DateField } from '@/components/date-time-field';
import { Dialog, DialogBody, DialogFoot } from '@/components/dialog';
import type { WorkingHours } from '@/lib/api/types';
import { rfc3339, startOf } from '@/lib/time/moment';

interface Props {
  isOpen: boolean;
  zone: string;
  onClose(): void;
  onAdd(absence: WorkingHours['out_of_office'][number]): void;
}

/** Days on which one is not there at all, the last one included. */
export function AwayDialog({ isOpen, zone, onClose, onAdd }: Props) {
  const t = useTranslations('settings.hours');
  const [first, setFirst] = useState('');
  const [last, setLast] = useState('');
  const [fault, setFault] = useState<'dateMissing' | 'lastBeforeFirst' | null>(null);
  const add = () => {
    const end = last || first;
    if (!first) return setFault('dateMissing');
    if (end < first) return setFault('lastBeforeFirst');
    const back = Temporal.PlainDate.from(end).add({ days: 1 }).toString();
    onAdd({ start: rfc3339(startOf({ date: first }, zone)), end: rfc3339(startOf({ date: back }, zone)) });
    setFirst('');
    setLast('');
    setFault(null);
    onClose();
  };
  return (
    <Dialog title={t('awayAdd')} isOpen={isOpen} onClose={onClose} closeLabel={t('close')}>
      <DialogBody>
        <p className="text-fg-2">{t('awayText')}</p>
        <div className="grid grid-cols-2 gap-3">
          <DateField label={t('awayFirst')} value={first} onChange={setFirst} fault={fault === 'dateMissing' ? t(fault) : undefined} />
          <DateField label={t('awayLast')} value={last} onChange={setLast} fault={fault === 'lastBeforeFirst' ? t(fault) : undefined} />
        </div>
      </DialogBody>
      <DialogFoot>
        <Button look="ghost" onPress={onClose}>
          {t('cancel')}
        </Button>
        <Button look="primary" onPress={add}>
          {t('add')}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
