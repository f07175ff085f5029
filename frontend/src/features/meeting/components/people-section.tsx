'use client';

import { UserPlus, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Avatar } from '@/components/avatar';
import { Button } from '@/components/button';
import { Chip, type ChipTone } from '@/components/chip';
import { Link } from '@/components/link';
import { toasts } from '@/components/toasts';
import { useProblemText } from '@/lib/api/problem-text';
import type { AnswerStatus, Guest, Meeting } from '@/lib/api/types';
import { paths } from '@/lib/routes';
import { useFormats } from '@/lib/time/formats-context';
import { isAllDay, startOf } from '@/lib/time/moment';
import { cityOf } from '@/lib/time/zones';
import { groupsOf } from '../guests';
import { useRemoveGuest } from '../mutations';
import { InviteDialog } from './lazy-sheets';
import { RemindWaiting } from './remind-waiting';
import { useOutsideHours } from './use-page-queries';

const tones: Record<AnswerStatus, ChipTone> = {
  accepted: 'success',
  tentative: 'warning',
  needs_action: 'neutral',
  declined: 'danger',
  waiting: 'warning',
};

/** For so many people it is said whether it is outside of their hours: the server answers about no more at once. */
const mostAsked = 500;

interface Props {
  /** As it is on the date that is shown. */
  meeting: Meeting;
  whole: Meeting;
  hosting: boolean;
}

/** The host first, then everybody by what they answered, with the time it is for them. */
export function PeopleSection({ meeting, whole, hosting }: Props) {
  const t = useTranslations('people');
  const words = useTranslations('meeting');
  const problemText = useProblemText();
  const formats = useFormats();
  const [inviting, setInviting] = useState(false);
  const removing = useRemoveGuest();
  const groups = groupsOf(meeting);
  const open = meeting.state !== 'cancelled';
  const mayInvite = open && (hosting || whole.guests_can.invite);
  const timed = !isAllDay(meeting.start);
  const start = startOf(meeting.start, formats.zone);
  const asked = [meeting.host, ...meeting.guests.flatMap(({ person }) => person ?? [])];
  const outside = useOutsideHours([...new Set(asked.map(({ id }) => id))].slice(0, mostAsked), timed ? start : null);
  const remove = (guest: Guest) =>
    removing.mutate(
      { meeting: whole, guestId: guest.id },
      {
        onError: (reason) =>
          toasts.show({ tone: 'danger', text: problemText(reason), action: { label: words('retry'), run: () => remove(guest) } }),
      },
    );

  return (
    <div className="flex flex-col gap-5">
      <div className="flex items-center justify-between gap-2">
        <p className="text-sm text-fg-2">
          {groups.length === 0 ? t('nobodyYet') : groups.map(({ status, guests }) => t('summary', { count: guests.length, answer: status })).join(' · ')}
        </p>
        {mayInvite ? (
          <Button onPress={() => setInviting(true)} icon={<UserPlus aria-hidden className="size-4" strokeWidth={1.75} />}>
            {words('invite')}
          </Button>
        ) : null}
      </div>
      <ul className="flex flex-col">
        <PersonRow
          id={meeting.host.id}
          name={meeting.host.name}
          zone={meeting.host.time_zone}
          start={timed ? start : null}
          outside={outside.has(meeting.host.id)}
          role={t('host')}
          note=""
        />
      </ul>
      {groups.map(({ status, guests }) => (
        <section key={status} aria-label={t('group', { answer: t(status), count: guests.length })}>
          <div className="mb-1 flex min-h-(--control) items-center justify-between gap-2">
            <h3>
              <Chip tone={tones[status]}>
                {t(status)} <span className="tabular">{guests.length}</span>
              </Chip>
            </h3>
            {status === 'needs_action' && hosting ? <RemindWaiting whole={whole} shown={meeting} /> : null}
          </div>
          <ul className="flex flex-col">
            {guests.map((guest) => (
              <PersonRow
                key={guest.id}
                id={guest.person?.id ?? guest.email ?? guest.id}
                name={nameOf(guest)}
                zone={guest.person?.time_zone ?? null}
                start={timed ? start : null}
                outside={outside.has(guest.person?.id ?? '')}
                role={guest.role === 'optional' ? t('optional') : guest.person ? '' : t('outside')}
                note={guest.response.comment}
                {...(hosting && open ? { removeLabel: t('remove', { name: nameOf(guest) }), onRemove: () => remove(guest) } : {})}
              />
            ))}
          </ul>
        </section>
      ))}
      <InviteDialog meeting={whole} isOpen={inviting} onClose={() => setInviting(false)} />
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
  /** When it starts; null where it takes whole days. */
  start: number | null;
  outside: boolean;
  role: string;
  note: string;
  removeLabel?: string;
  onRemove?: () => void;
}

function PersonRow({ id, name, zone, start, outside, role, note, removeLabel, onRemove }: RowProps) {
  const t = useTranslations('meetingPage');
  const formats = useFormats();
  const shift = zone && start !== null ? formats.dayShift(start, zone) : 0;
  const away = zone !== null && start !== null && (zone !== formats.zone || outside);
  return (
    <li className="group flex min-h-11 items-center gap-3 py-1">
      <Avatar id={id} name={name} size={32} />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          {zone === null ? (
            <bdi className="truncate font-[500]">{name}</bdi>
          ) : (
            <Link href={paths.person(id)} prefetch={false} className="truncate rounded-xs font-[500] hover:underline">
              <bdi>{name}</bdi>
            </Link>
          )}
          {role ? <span className="shrink-0 text-xs text-fg-3">{role}</span> : null}
        </span>
        {note ? (
          <span dir="auto" className="block text-xs break-words text-fg-2">
            {note}
          </span>
        ) : null}
      </span>
      {away ? (
        <span className="tabular shrink-0 text-end text-xs text-fg-3">
          <span className="block">
            {formats.time(start, zone)}
            {shift === 0 ? null : <span className="ms-1 font-[600] text-warning">{t('dayShift', { days: shift })}</span>}
            {zone === formats.zone ? null : ` ${cityOf(zone)}`}
          </span>
          {outside ? <span className="block font-[550] text-warning">{t('outsideHours')}</span> : null}
        </span>
      ) : null}
      {onRemove ? (
        <Button look="ghost" square aria-label={removeLabel ?? ''} onPress={onRemove} icon={<X aria-hidden className="size-4" strokeWidth={1.75} />} />
      ) : null}
    </li>
  );
}
