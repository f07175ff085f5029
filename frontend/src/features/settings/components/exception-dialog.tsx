'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Choice } from '@/components/choice';
import { DateField } from '@/components/date-time-field';
import { Dialog, DialogBody, DialogFoot } from '@/components/dialog';
import type { HoursWindow, WorkingHours } from '@/lib/api/types';
import { overlapping } from '../hours';
import { Clock } from './week-hours';

type Exception = WorkingHours['exceptions'][number];

interface Props {
  isOpen: boolean;
  onClose(): void;
  onAdd(exception: Exception): void;
}

/** One date with hours of its own, or none. */
export function ExceptionDialog({ isOpen, onClose, onAdd }: Props) {
  const t = useTranslations('settings.hours');
  const [date, setDate] = useState('');
  const [kind, setKind] = useState<'off' | 'hours'>('off');
  const [window, setWindow] = useState<HoursWindow>({ start: '09:00', end: '13:00' });
  const [missing, setMissing] = useState(false);
  const add = () => {
    if (!date) return setMissing(true);
    onAdd({ date, windows: kind === 'off' || overlapping([window]) ? [] : [window] });
    setDate('');
    setMissing(false);
    onClose();
  };
  return (
    <Dialog title={t('dateAdd')} isOpen={isOpen} onClose={onClose} closeLabel={t('close')}>
      <DialogBody>
        <DateField label={t('date')} value={date} onChange={setDate} fault={missing ? t('dateMissing') : undefined} />
        <Choice
          label={t('dateKind')}
          showLabel
          wide
          options={(['off', 'hours'] as const).map((value) => ({ value, label: t(`dateKinds.${value}`) }))}
          value={kind}
          onChange={(chosen) => setKind(chosen as typeof kind)}
        />
        {kind === 'hours' ? (
          <div className="flex items-center gap-1.5">
            <Clock label={t('fromOnly')} value={window.start} onChange={(start) => setWindow({ ...window, start })} />
            <span aria-hidden>–</span>
            <Clock label={t('untilOnly')} value={window.end} onChange={(end) => setWindow({ ...window, end })} />
          </div>
        ) : null}
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
