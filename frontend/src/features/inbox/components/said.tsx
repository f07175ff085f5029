'use client';

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Link } from '@/components/link';
import type { Notification } from '@/lib/api/types';
import { apart } from '@/lib/locale';
import { paths } from '@/lib/routes';
import { useFormats } from '@/lib/time/formats-context';
import { factsOf, whenOf } from '../facts';
import { tally } from '../groups';

interface Props {
  notification: Notification;
  onOpen(): void;
}

/** Where a notification leads. */
function pathOf({ meeting, kind, original_start }: Notification): string | null {
  if (meeting) return paths.meeting(meeting.id, { date: original_start });
  return kind === 'second_factor_needed' ? paths.security() : null;
}

/** What happened, in a sentence whose object is the way there. */
export function Sentence({ notification, onOpen }: Props) {
  const t = useTranslations('inbox.said');
  const part = useTranslations('inbox.parts');
  const formats = useFormats();
  const facts = factsOf(notification);
  const path = pathOf(notification);
  const leading = (text: ReactNode) =>
    path ? (
      // The whole row is the link's; what else can be pressed in it lies above.
      <Link href={path} prefetch={false} onClick={onOpen} className="font-[620] text-fg outline-none after:absolute after:inset-0">
        <bdi>{text}</bdi>
      </Link>
    ) : (
      <b className="font-[620] text-fg">{text}</b>
    );
  const key = notification.kind;
  if (!t.has(key)) return leading(notification.sentence);
  const changed = facts.changed.filter((each) => part.has(each as never)).map((each) => part(each as never));
  return t.rich(key, {
    by: apart(facts.by) || part('somebody'),
    guest: apart(facts.guest) || part('somebody'),
    title: facts.title,
    room: apart(facts.room) || part('aRoom'),
    status: facts.status,
    deed: facts.deed,
    cause: facts.cause || 'none',
    role: facts.role,
    action: apart(facts.action),
    before: facts.roleBefore,
    changed: formats.list(changed.length > 0 ? changed : [part('something')]),
    count: notification.count,
    b: leading,
  });
}

/** When it is about, and what else there is to know. */
export function useDetail(notification: Notification): string[] {
  const part = useTranslations('inbox.parts');
  const formats = useFormats();
  const facts = factsOf(notification);
  const due = facts.due && part('due', { day: formats.shortDate(Temporal.PlainDate.from(facts.due)) });
  const about = [whenOf(facts, formats), due, facts.reason];
  if (notification.kind === 'answered' && facts.answers.length > 1) {
    about.unshift(formats.list(tally(facts.answers).map(({ status, count }) => part('answers', { status, count }))));
  }
  return about.filter(Boolean);
}
