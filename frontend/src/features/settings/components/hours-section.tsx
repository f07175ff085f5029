'use client';

import { CalendarOff, Plane, X } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Group, Row, Section } from '@/components/section';
import { PageHead } from '@/components/side-pages';
import { RowsSkeleton } from '@/components/skeleton';
import { Loaded, usePerson } from '@/features/session';
import type { WorkingHours } from '@/lib/api/types';
import { minutesOf } from '@/lib/time/clock';
import { useFormats } from '@/lib/time/formats-context';
import { instantOf } from '@/lib/time/moment';
import { cityOf } from '@/lib/time/zones';
import { useHours } from '../queries';
import { WeekHours } from './week-hours';

// Date fields come with the dialogs that need them.
const ExceptionDialog = dynamic(() => import('./exception-dialog').then((module) => module.ExceptionDialog), { ssr: false });
const AwayDialog = dynamic(() => import('./away-dialog').then((module) => module.AwayDialog), { ssr: false });

/** When I can be met. */
export function HoursSection() {
  const t = useTranslations('settings.hours');
  const { query, save } = useHours(usePerson().id);
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <Loaded query={query} skeleton={<RowsSkeleton rows={7} />}>
        {(hours) => (
          <div className="flex flex-col gap-8">
            <Group title={t('weekTitle')} lead={t('weekLead', { city: cityOf(hours.time_zone) })}>
              <WeekHours week={hours.weekly} onChange={(weekly) => void save({ weekly })} />
            </Group>
            <Exceptions hours={hours} save={save} />
            <Away hours={hours} save={save} />
          </div>
        )}
      </Loaded>
    </>
  );
}

interface Props {
  hours: WorkingHours;
  save(members: Partial<WorkingHours>): Promise<boolean>;
}

const icon = { 'aria-hidden': true, className: 'size-5', strokeWidth: 1.75 } as const;
const cross = <X aria-hidden className="size-4" strokeWidth={1.75} />;

function Exceptions({ hours, save }: Props) {
  const t = useTranslations('settings.hours');
  const formats = useFormats();
  const [open, setOpen] = useState(false);
  const { exceptions } = hours;
  return (
    <Section title={t('datesTitle')} lead={t('datesLead')} action={<Button onPress={() => setOpen(true)}>{t('dateAdd')}</Button>}>
      {exceptions.length === 0 ? <Row title={<span className="font-[420] text-fg-3">{t('noDates')}</span>} /> : null}
      {exceptions.map(({ date, windows }) => {
        const day = formats.dateRange(Temporal.PlainDate.from(date), Temporal.PlainDate.from(date));
        return (
          <Row
            key={date}
            icon={<CalendarOff {...icon} />}
            title={day}
            detail={
              windows.length === 0
                ? t('off')
                : windows
                    .map(({ start, end }) => `${formats.wallTime(minutesOf(start))} – ${formats.wallTime(minutesOf(end))}`)
                    .join(', ')
            }
            action={
              <Button
                look="ghost"
                square
                aria-label={t('dateRemove', { day })}
                icon={cross}
                onPress={() => void save({ exceptions: exceptions.filter((each) => each.date !== date) })}
              />
            }
          />
        );
      })}
      <ExceptionDialog
        isOpen={open}
        onClose={() => setOpen(false)}
        onAdd={(added) => {
          const others = exceptions.filter(({ date }) => date !== added.date);
          void save({ exceptions: [...others, added].sort((one, other) => one.date.localeCompare(other.date)) });
        }}
      />
    </Section>
  );
}

function Away({ hours, save }: Props) {
  const t = useTranslations('settings.hours');
  const formats = useFormats();
  const [open, setOpen] = useState(false);
  const { out_of_office: away, time_zone: zone } = hours;
  return (
    <Section title={t('awayTitle')} lead={t('awayLead')} action={<Button onPress={() => setOpen(true)}>{t('awayAdd')}</Button>}>
      {away.length === 0 ? <Row title={<span className="font-[420] text-fg-3">{t('noAway')}</span>} /> : null}
      {away.map(({ start, end }) => {
        // The end is the first moment one is back: the last day away is the one before.
        const [first, last] = [formats.day(instantOf(start), zone), formats.day(instantOf(end) - 1, zone)];
        const days = first === last ? first : `${first} – ${last}`;
        return (
          <Row
            key={start}
            icon={<Plane {...icon} />}
            title={days}
            action={
              <Button
                look="ghost"
                square
                aria-label={t('awayRemove', { days })}
                icon={cross}
                onPress={() => void save({ out_of_office: away.filter((each) => each.start !== start) })}
              />
            }
          />
        );
      })}
      <AwayDialog
        isOpen={open}
        zone={zone}
        onClose={() => setOpen(false)}
        onAdd={(added) => void save({ out_of_office: [...away, added] })}
      />
    </Section>
  );
}
