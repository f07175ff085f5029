'use client';

import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import type { Meeting, MeetingChange } from '@/lib/api/types';
import { useFormats } from '@/lib/time/formats-context';
import { spanText } from '@/lib/time/span';
import { withChange } from '../changes';

interface Props {
  theirs: Meeting;
  mine: MeetingChange;
  disputed: readonly (keyof MeetingChange)[];
  isPending: boolean;
  onKeepMine(): void;
  onUseTheirs(): void;
}

/** What is compared side by side; start, end and zone are one thing to a person. */
type Row = 'time' | Exclude<keyof MeetingChange, 'start' | 'end' | 'time_zone'>;

const times: readonly (keyof MeetingChange)[] = ['start', 'end', 'time_zone'];
const rowOf = (name: keyof MeetingChange): Row => (times.includes(name) ? 'time' : (name as Row));

/** Somebody changed the same thing meanwhile: both values side by side, and nothing is saved before a choice. */
export function ConflictCard({ theirs, mine, disputed, isPending, onKeepMine, onUseTheirs }: Props) {
  const t = useTranslations('conflict');
  const formats = useFormats();
  const card = useRef<HTMLElement>(null);
  useEffect(() => card.current?.focus(), []);
  const wished = withChange(theirs, mine);
  const rows = [...new Set(disputed.map(rowOf))];

  const value = (meeting: Meeting, row: Row): string => {
    if (row === 'time') return spanText(meeting, formats);
    if (row === 'rooms') return formats.list(meeting.rooms.map(({ name }) => name)) || t('empty');
    if (row === 'guests_can') return t(meeting.guests_can.see_guests ? 'guestsSeen' : 'guestsHidden');
    if (row === 'exclusive' || row === 'transparent') return t(meeting[row] ? 'yes' : 'no');
    return String(meeting[row] ?? '') || t('empty');
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
            <dd className="flex min-w-0 flex-col justify-between break-words">
              <span className="block text-xs text-fg-3">{t('yours')}</span>
              {value(wished, row)}
            </dd>
            <dd className="flex min-w-0 flex-col justify-between break-words">
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
