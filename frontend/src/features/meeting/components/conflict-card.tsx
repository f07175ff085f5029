'use client';

import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import type { Meeting, MeetingChange } from '@/lib/api/types';
import { useFormats } from '@/lib/time/formats-context';
import { isAllDay, startOf } from '@/lib/time/moment';
import { withChange } from '../guests';

interface Props {
  theirs: Meeting;
  mine: MeetingChange;
  disputed: readonly (keyof MeetingChange)[];
  isPending: boolean;
  onKeepMine(): void;
  onUseTheirs(): void;
}

/** What is compared side by side; start and end are one thing to a person. */
type Row = 'time' | Exclude<keyof MeetingChange, 'start' | 'end'>;

/** Somebody changed the same thing meanwhile: both values side by side, and nothing is saved before a choice. */
export function ConflictCard({ theirs, mine, disputed, isPending, onKeepMine, onUseTheirs }: Props) {
  const t = useTranslations('conflict');
  const formats = useFormats();
  const card = useRef<HTMLElement>(null);
  useEffect(() => card.current?.focus(), []);
  const wished = withChange(theirs, mine);
  const rows = [...new Set(disputed.map((name): Row => (name === 'start' || name === 'end' ? 'time' : name)))];

  const value = (meeting: Meeting, row: Row): string => {
    if (row !== 'time') return String(meeting[row] ?? '') || t('empty');
    if (isAllDay(meeting.start)) return meeting.start.date;
    const [start, end] = [startOf(meeting.start, formats.zone), startOf(meeting.end, formats.zone)];
    return `${formats.shortDay(start)}, ${formats.timeRange(start, end)}`;
  };

  return (
    <section
      ref={card}
      role="alert"
      tabIndex={-1}
      className="flex flex-col gap-3 rounded-lg border border-line-strong bg-warning-soft p-4"
    >
      <div>
        <h3 className="font-[620] text-warning">{t('heading')}</h3>
        <p className="text-sm text-fg-2">{t('text')}</p>
      </div>
      <dl className="flex flex-col gap-2">
        {rows.map((row) => (
          <div key={row} className="grid grid-cols-2 gap-2 rounded-md bg-surface p-3 text-sm">
            <dt className="col-span-2 text-xs font-[550] text-fg-3">{t(row)}</dt>
            <dd className="min-w-0 break-words">
              <span className="block text-xs text-fg-3">{t('yours')}</span>
              {value(wished, row)}
            </dd>
            <dd className="min-w-0 break-words">
              <span className="block text-xs text-fg-3">{t('theirs')}</span>
              {value(theirs, row)}
            </dd>
          </div>
        ))}
      </dl>
      <div className="flex gap-2">
        <Button look="primary" onPress={onKeepMine} isPending={isPending}>
          {t('keepMine')}
        </Button>
        <Button onPress={onUseTheirs} isDisabled={isPending}>
          {t('useTheirs')}
        </Button>
      </div>
    </section>
  );
}
