'use client';

import dynamic from 'next/dynamic';
import { useEffect, useState, type ComponentProps } from 'react';
import { whenIdle } from '@/lib/idle';

// Date, time and combobox fields weigh more than the pages that open them: they come when first needed.
// Idle time fetches them ahead, so that they open at once, also when the network has gone meanwhile.
const load = {
  create: () => import('./create-sheet'),
  quick: () => import('./quick-create'),
  card: () => import('./event-card'),
  edit: () => import('./edit-sheet'),
  invite: () => import('./invite-dialog'),
  reminder: () => import('./reminder-dialog'),
};
const Composing = dynamic(() => load.create().then(({ ComposerSheet }) => ComposerSheet), { ssr: false });
const Quick = dynamic(() => load.quick().then(({ QuickCreate }) => QuickCreate), { ssr: false });
const Card = dynamic(() => load.card().then(({ EventCard }) => EventCard), {
  ssr: false,
  loading: () => <div aria-hidden className="h-64" />,
});
const Edit = dynamic(() => load.edit().then(({ EditSheet }) => EditSheet), { ssr: false });
const Invite = dynamic(() => load.invite().then(({ InviteDialog }) => InviteDialog), { ssr: false });
const Reminder = dynamic(() => load.reminder().then(({ ReminderDialog }) => ReminderDialog), { ssr: false });

/** True from the first time on: a sheet stays mounted, so that it can leave gracefully. */
function useOnce(now: boolean): boolean {
  const [ever, setEver] = useState(now);
  if (now && !ever) setEver(true);
  return ever || now;
}

export function ComposerSheet(props: ComponentProps<typeof Composing>) {
  return useOnce(props.fresh !== null) ? <Composing {...props} /> : null;
}

export function QuickCreate(props: ComponentProps<typeof Quick>) {
  useEffect(() => whenIdle(load.quick), []);
  return useOnce(props.draft !== null) ? <Quick {...props} /> : null;
}

export function EventCard(props: ComponentProps<typeof Card>) {
  return <Card {...props} />;
}

/** Fetches the card ahead, on the page that will open it. */
export function useMeetingCard(): void {
  useEffect(() => whenIdle(load.card), []);
}

export function EditSheet(props: ComponentProps<typeof Edit>) {
  useEffect(() => whenIdle(load.edit), []);
  return useOnce(props.meeting !== null) ? <Edit {...props} /> : null;
}

export function InviteDialog(props: ComponentProps<typeof Invite>) {
  useEffect(() => whenIdle(load.invite), []);
  return useOnce(props.isOpen) ? <Invite {...props} /> : null;
}

export function ReminderDialog(props: ComponentProps<typeof Reminder>) {
  return useOnce(props.isOpen) ? <Reminder {...props} /> : null;
}
