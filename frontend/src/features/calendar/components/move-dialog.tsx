'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Checkbox } from '@/components/checkbox';
import { DateField, TimeField } from '@/components/date-time-field';
import { Dialog, DialogBody, DialogFoot } from '@/components/dialog';
import { Words } from '@/lib/locale';
import { wordsOf } from '@/lib/words';
import { useFormats } from '@/lib/time/formats-context';
import { fieldsOf } from '@/lib/time/moment';
import type { Block } from '../blocks';
import { movedTo, type MoveForm } from '../move-form';
import type { When } from '../place';

const words = wordsOf('views');

interface Props {
  block: Block;
  onMove(to: When): void;
  onClose(): void;
}

export function MoveDialog(props: Props) {
  return (
    <Words of={words}>
      <Move {...props} />
    </Words>
  );
}

/** Where to, in fields: what dragging does for those who do not drag. */
function Move({ block, onMove, onClose }: Props) {
  const t = useTranslations('views');
  const { zone } = useFormats();
  const [form, setForm] = useState<MoveForm>(() => {
    const start = fieldsOf(block.start, zone);
    const end = fieldsOf(block.end, zone);
    if (!block.dates) return { allDay: false, date: start.date, last: end.date, start: start.time, end: end.time };
    const { first, after } = block.dates;
    return { allDay: true, date: first.toString(), last: after.subtract({ days: 1 }).toString(), start: '09:00', end: '10:00' };
  });
  const [tried, setTried] = useState(false);
  const put = (change: Partial<MoveForm>) => setForm({ ...form, ...change });
  const to = movedTo(form, zone);
  const fault = tried && !to ? t('endsBefore') : undefined;

  return (
    <Dialog title={t('moveTitle', { title: block.entry.title ?? '' })} isOpen onClose={onClose} closeLabel={t('close')}>
      <form
        noValidate
        className="flex min-h-0 flex-1 flex-col"
        onSubmit={(event) => {
          event.preventDefault();
          if (to) onMove(to);
          else setTried(true);
        }}
      >
        <DialogBody>
          <DateField label={t('date')} value={form.date} onChange={(date) => put({ date, last: date > form.last ? date : form.last })} />
          {form.allDay ? (
            <DateField label={t('lastDay')} value={form.last} onChange={(last) => put({ last })} fault={fault} />
          ) : (
            <div className="grid grid-cols-2 gap-3">
              <TimeField label={t('start')} value={form.start} onChange={(start) => put({ start })} />
              <TimeField label={t('end')} value={form.end} onChange={(end) => put({ end })} fault={fault} />
            </div>
          )}
          <Checkbox isSelected={form.allDay} onChange={(allDay) => put({ allDay })}>
            {t('allDay')}
          </Checkbox>
        </DialogBody>
        <DialogFoot>
          <Button look="ghost" onPress={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" look="primary">
            {t('move')}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
