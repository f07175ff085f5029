'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Avatar } from '@/components/avatar';
import { Button } from '@/components/button';
import { Chip, type ChipTone } from '@/components/chip';
import type { AnswerStatus, Guest, Meeting } from '@/lib/api/types';
import { useFormats } from '@/lib/time/formats-context';
import { isAllDay, startOf } from '@/lib/time/moment';
import { cityOf } from '@/lib/time/zones';
import { groupsOf } from '../guests';

const tones: Record<AnswerStatus, ChipTone> = {
  accepted: 'success',
  tentative: 'warning',
  needs_action: 'neutral',
  declined: 'danger',
  waiting: 'warning',
};

interface Props {
  meeting: Meeting;
  /** Offered to the host only. */
  onRemove?: (guest: Guest) => void;
}

/** The host first, then everybody by what they answered. */
export function GuestList({ meeting, onRemove }: Props) {
  const t = useTranslations('people');
  const groups = groupsOf(meeting);
  return (
    <div className="flex flex-col gap-5">
      <ul className="flex flex-col">
        <PersonRow id={meeting.host.id} name={meeting.host.name} zone={meeting.host.time_zone} meeting={meeting} note={t('host')} />
      </ul>
      {groups.map(({ status, guests }) => (
        <section key={status} aria-label={t('group', { answer: t(status), count: guests.length })}>
          <h3 className="mb-1 flex items-center gap-2">
            <Chip tone={tones[status]}>
              {t(status)} <span className="tabular">{guests.length}</span>
            </Chip>
          </h3>
          <ul className="flex flex-col">
            {guests.map((guest) => (
              <PersonRow
                key={guest.id}
                id={guest.person?.id ?? guest.email ?? guest.id}
                name={nameOf(guest)}
                zone={guest.person?.time_zone ?? null}
                meeting={meeting}
                note={guest.response.comment || (guest.role === 'optional' ? t('optional') : guest.person ? '' : t('outside'))}
                {...(onRemove ? { removeLabel: t('remove', { name: nameOf(guest) }), onRemove: () => onRemove(guest) } : {})}
              />
            ))}
          </ul>
        </section>
      ))}
      {groups.length === 0 ? <p className="text-fg-3">{t('nobodyYet')}</p> : null}
    </div>
  );
}

function nameOf(guest: Guest): string {
  return guest.person?.name || guest.name || guest.email || '';
}

interface RowProps {
  id: string;
  name: string;
  zone: string | null;
  meeting: Meeting;
  note: string;
  removeLabel?: string;
  onRemove?: () => void;
}

function PersonRow({ id, name, zone, meeting, note, removeLabel, onRemove }: RowProps) {
  const formats = useFormats();
  const away = zone && zone !== formats.zone && !isAllDay(meeting.start);
  const start = startOf(meeting.start, formats.zone);
  return (
    <li className="group flex min-h-11 items-center gap-3 py-1">
      <Avatar id={id} name={name} size={32} />
      <span className="min-w-0 flex-1">
        <bdi className="block truncate font-[500]">{name}</bdi>
        {note ? <span className="block truncate text-xs text-fg-3">{note}</span> : null}
      </span>
      {away ? (
        <span className="tabular text-end text-xs text-fg-3">
          <span className="block">{formats.time(start, zone)}</span>
          <span className="block">{cityOf(zone)}</span>
        </span>
      ) : null}
      {onRemove ? (
        <Button
          look="ghost"
          square
          aria-label={removeLabel ?? ''}
          onPress={onRemove}
          icon={<X aria-hidden className="size-4" strokeWidth={1.75} />}
        />
      ) : null}
    </li>
  );
}
