'use client';

import { DoorOpen, MapPin } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Link } from '@/components/link';
import type { Meeting } from '@/lib/api/types';
import { paths } from '@/lib/routes';

const small = { 'aria-hidden': true, className: 'mt-0.5 size-4 shrink-0 text-fg-3', strokeWidth: 1.75 } as const;

/** Where it takes place, as items of a list: its place in words, and its rooms with what they answered. */
export function Places({ meeting }: { meeting: Meeting }) {
  const t = useTranslations('meeting');
  return (
    <>
      {meeting.location ? (
        <li className="flex min-w-0 gap-2">
          <MapPin {...small} />
          <span className="sr-only">{t('place')}</span>
          <span dir="auto" className="min-w-0 break-words">
            {meeting.location}
          </span>
        </li>
      ) : null}
      {meeting.rooms.map(({ id, name, status }) => (
        <li key={id} className="flex min-w-0 gap-2">
          <DoorOpen {...small} />
          <span className="sr-only">{t('room')}</span>
          <span className="min-w-0 break-words">
            <Link href={paths.room(id)} prefetch={false} className="rounded-xs hover:underline">
              <bdi>{name}</bdi>
            </Link>
            {status === 'confirmed' ? null : <span className="text-warning"> · {t(`rooms.${status}`)}</span>}
          </span>
        </li>
      ))}
    </>
  );
}
