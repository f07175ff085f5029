'use client';

import dynamic from 'next/dynamic';
import { startTransition, useEffect, useState, useSyncExternalStore } from 'react';
import type { CalendarEntry } from '@/lib/api/types';
import { whenIdle } from '@/lib/idle';
import { useOffers } from '@/lib/offers';
import { desk } from '../desk';
import type { Target } from '../moves';

const load = () => import('./desk-service');
const DeskService = dynamic(() => load().then((module) => module.DeskService), { ssr: false });

/** Stands on every page; whoever serves comes in idle time, or as soon as somebody waits. */
export function MeetingDesk() {
  const [isOpen, setOpen] = useState(false);
  const isWaitedAt = useSyncExternalStore(desk.subscribe, desk.isWaitedAt, () => false);
  useOffers(() => ({ 'meeting.quickAdd': () => desk.ask({ kind: 'quickAdd', text: '' }) }));
  useEffect(() => whenIdle(() => load().then(() => startTransition(() => setOpen(true)))), []);
  // Whoever has come stays, with what they have in hand: nobody waits any more as soon as they serve.
  if (isWaitedAt && !isOpen) setOpen(true);
  return isOpen || isWaitedAt ? <DeskService /> : null;
}

const reschedule = (entry: CalendarEntry, to: Target) => desk.ask({ kind: 'reschedule', entry, to });

/**
 * Puts an occurrence elsewhere: it shows at once, is saved on the version, can be undone for a while, and of a series
 * the others can follow. What becomes of it is said in a toast.
 */
export function useReschedule(): (entry: CalendarEntry, to: Target) => void {
  return reschedule;
}
