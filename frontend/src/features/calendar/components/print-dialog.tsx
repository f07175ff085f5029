'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Choice } from '@/components/choice';
import { DateField } from '@/components/date-time-field';
import { Dialog, DialogBody, DialogFoot } from '@/components/dialog';
import { Select } from '@/components/select';
import type { WorkingHours } from '@/lib/api/types';
import { keys } from '@/lib/api/keys';
import { stretchOn } from '@/lib/grid/scale';
import { Words } from '@/lib/locale';
import { printWhen } from '@/lib/printing';
import { dayIn } from '@/lib/time/day';
import { useFormats } from '@/lib/time/formats-context';
import { parseDate } from '@/lib/time/range';
import { wordsOf } from '@/lib/words';
import type { Block } from '../blocks';
import { workOn } from '../hours';
import { hoursOn, type Paper } from '../printing';
import { daysIn, layoutOf, type View } from '../view';

const words = wordsOf('views');

/** Days of an agenda that are offered first. */
const fortnight = 14;

type WhichHours = 'planned' | 'all' | 'some';

interface Props {
  view: View;
  date: Temporal.PlainDate;
  phone: boolean;
  onPrint(to: { view: View; date: Temporal.PlainDate }, paper: Paper): void;
  onClose(): void;
}

export function PrintDialog(props: Props) {
  return (
    <Words of={words}>
      <Choosing {...props} />
    </Words>
  );
}

/** Which days and hours go on paper; the browser asks for the rest. */
function Choosing({ view: shown, date, phone, onPrint, onClose }: Props) {
  const t = useTranslations('views');
  const c = useTranslations('calendar');
  const formats = useFormats();
  const [view, setView] = useState(shown);
  const [day, setDay] = useState(date.toString());
  const [last, setLast] = useState(date.add({ days: fortnight - 1 }).toString());
  const [which, setWhich] = useState<WhichHours>('planned');
  const [from, setFrom] = useState('8');
  const [to, setTo] = useState('18');
  const [tried, setTried] = useState(false);

  const several: View = /^\d$/.test(shown) ? shown : '3';
  const offered: View[] = phone ? ['day', 'month', 'agenda'] : ['day', several, 'week', 'month', 'agenda'];
  const nameOf = (one: View) => (one === several ? c('views.days', { count: daysIn(one) }) : c(`views.${one as 'day' | 'week' | 'month' | 'agenda'}`));
  const hours = (first: number) => Array.from({ length: 24 }, (_, hour) => ({ id: String(hour + first), label: formats.wallTime((hour + first) * 60) }));
  const [first, until] = [parseDate(day), parseDate(last)];
  const endsBefore = view === 'agenda' ? !until || !first || Temporal.PlainDate.compare(until, first) < 0 : which === 'some' && Number(to) <= Number(from);
  const fault = tried && endsBefore ? t('endsBefore') : undefined;

  return (
    <Dialog title={t('printTitle')} isOpen onClose={onClose} closeLabel={t('close')} wide>
      <form
        noValidate
        className="flex min-h-0 flex-1 flex-col"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (endsBefore || !first || !until) return;
          onPrint({ view, date: first }, { hours: which === 'some' ? { from: Number(from), to: Number(to) } : which, last: until });
        }}
      >
        <DialogBody>
          <Choice<View> label={c('view')} showLabel options={offered.map((value) => ({ value, label: nameOf(value) }))} value={view} onChange={setView} />
          <div className="grid grid-cols-2 gap-3">
            <DateField label={t(view === 'agenda' ? 'printFrom' : 'date')} value={day} onChange={setDay} fault={tried && !first ? t('jumpFault') : undefined} />
            {view === 'agenda' ? <DateField label={t('printUntil')} value={last} onChange={setLast} fault={fault} /> : null}
          </div>
          {layoutOf(view) === 'hours' ? (
            <Choice<WhichHours>
              label={t('printHours')}
              showLabel
              options={(['planned', 'all', 'some'] as const).map((value) => ({ value, label: t(`printWhich.${value}`) }))}
              value={which}
              onChange={setWhich}
            />
          ) : null}
          {layoutOf(view) === 'hours' && which === 'some' ? (
            <div className="grid grid-cols-2 gap-3">
              <Select label={t('printFrom')} options={hours(0)} value={from} onChange={setFrom} />
              <Select label={t('printUntil')} options={hours(1)} value={to} onChange={setTo} fault={fault} />
            </div>
          ) : null}
        </DialogBody>
        <DialogFoot>
          <Button look="ghost" onPress={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" look="primary">
            {t('print')}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

const layouts = { hours: '#main .timegrid', month: '#main .month', agenda: '#main .agenda' } as const;

interface PrintingProps {
  paper: Paper;
  view: View;
  dates: readonly Temporal.PlainDate[];
  blocks: readonly Block[];
  hours: readonly (WorkingHours | null)[];
  onDone(): void;
}

/** Prints what the calendar shows as soon as all of it has been read. */
export function Printing(props: PrintingProps) {
  const cache = useQueryClient();
  const { zone } = useFormats();
  const newest = useRef(props);
  useEffect(() => {
    newest.current = props;
  });
  useEffect(() => {
    const sheet = document.documentElement.style;
    const isDrawn = () => {
      const { view, dates, blocks, hours, paper } = newest.current;
      if (!document.querySelector(layouts[layoutOf(view)]) || cache.isFetching({ queryKey: keys.calendars }) > 0) return false;
      const stretches = dates.flatMap((date) => {
        const day = dayIn(date, zone);
        const planned = blocks.flatMap((block) => (block.dates ? [] : (stretchOn(day, block.start, block.end) ?? [])));
        return [...planned, ...workOn(date, zone, hours[0] ?? null)];
      });
      const { from, to } = hoursOn(paper.hours, stretches);
      sheet.setProperty('--print-from', String(from));
      sheet.setProperty('--print-hours', String(to - from));
      return true;
    };
    const leave = printWhen(isDrawn);
    const done = () => newest.current.onDone();
    window.addEventListener('afterprint', done);
    return () => {
      leave();
      window.removeEventListener('afterprint', done);
      sheet.removeProperty('--print-from');
      sheet.removeProperty('--print-hours');
    };
  }, [cache, zone, props.paper]);
  return null;
}
