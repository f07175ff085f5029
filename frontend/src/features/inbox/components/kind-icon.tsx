'use client';

import {
  AtSign, Bell, BellRing, CalendarCheck, CalendarClock, CalendarPlus, CalendarX, Clock, DoorOpen, ListTodo, MessageSquare, PencilLine,
  ShieldCheck, TriangleAlert, UserCheck, UserCog,
} from 'lucide-react';
import type { Notification } from '@/lib/api/types';

type Kind = Notification['kind'];

const looks: Record<'accent' | 'good' | 'bad' | 'careful' | 'plain', string> = {
  accent: 'bg-accent-soft text-accent-text',
  good: 'bg-success-soft text-success',
  bad: 'bg-danger-soft text-danger',
  careful: 'bg-warning-soft text-warning',
  plain: 'bg-hover text-fg-2',
};

const icons: Record<Kind, readonly [typeof Bell, keyof typeof looks]> = {
  invited: [CalendarPlus, 'accent'],
  answer_wanted: [BellRing, 'careful'],
  uninvited: [CalendarX, 'plain'],
  moved: [CalendarClock, 'careful'],
  cancelled: [CalendarX, 'bad'],
  restored: [CalendarCheck, 'good'],
  changed: [PencilLine, 'plain'],
  answered: [UserCheck, 'plain'],
  promoted: [CalendarCheck, 'good'],
  mentioned: [AtSign, 'accent'],
  assigned: [ListTodo, 'careful'],
  message: [MessageSquare, 'plain'],
  proposal_made: [Clock, 'careful'],
  proposal_accepted: [CalendarCheck, 'good'],
  proposal_declined: [Clock, 'plain'],
  room_asked: [DoorOpen, 'careful'],
  room_answered: [DoorOpen, 'plain'],
  room_lost: [TriangleAlert, 'bad'],
  clashed: [TriangleAlert, 'bad'],
  role_changed: [UserCog, 'plain'],
  second_factor_needed: [ShieldCheck, 'careful'],
  reminder: [Bell, 'accent'],
  done_for_you: [UserCog, 'plain'],
};

/** What kind of news it is, at a glance; the sentence beside it says it. */
export function KindIcon({ kind }: { kind: Kind }) {
  const [Icon, look] = icons[kind] ?? ([Bell, 'plain'] as const);
  return (
    <span aria-hidden className={`flex size-9 flex-none items-center justify-center rounded-full ${looks[look]}`}>
      <Icon className="size-4.5" strokeWidth={1.75} />
    </span>
  );
}
