'use client';

import { useEffect, type RefObject } from 'react';
import { useTranslations } from 'use-intl';
import { Popover } from '@/components/popover';
import { desk, EventCard } from '@/features/meeting';
import type { Block } from '../blocks';
import { JumpPopover, OverlayList, ZonesPopover } from './lazy-parts';

export type Opened = { readonly kind: 'meeting'; readonly block: Block } | { readonly kind: 'jump' | 'zones' | 'overlays' };

interface Props {
  open: Opened;
  anchor: RefObject<HTMLElement | null>;
  today: Temporal.PlainDate;
  zones: readonly string[];
  now: number;
  onDate(date: Temporal.PlainDate): void;
  onZones(zones: readonly string[]): void;
  onClose(): void;
}

/** What opens beside a meeting, the heading or the zone. */
export function CalendarPopover({ open, anchor, today, zones, now, onDate, onZones, onClose }: Props) {
  const t = useTranslations('calendar');
  const labels = { meeting: open.kind === 'meeting' ? (open.block.entry.title ?? t('busy')) : '', jump: t('jumpLabel'), zones: t('zonesLabel'), overlays: t('overlaysLabel') };
  useSecondClick(open, anchor, onClose);
  return (
    <Popover label={labels[open.kind]} triggerRef={anchor} isOpen onClose={onClose} placement={open.kind === 'meeting' ? 'end top' : 'bottom start'}>
      {open.kind === 'meeting' && open.block.entry.meeting_id ? (
        <EventCard entry={open.block.entry} onLeave={onClose} />
      ) : null}
      {open.kind === 'jump' ? <JumpPopover today={today} onGo={onDate} /> : null}
      {open.kind === 'overlays' ? (
        <div className="p-4">
          <OverlayList today={today} />
        </div>
      ) : null}
      {open.kind === 'zones' ? <ZonesPopover zones={zones} instant={now} onChange={onZones} /> : null}
    </Popover>
  );
}

/** A second click on the meeting opens the panel instead of the card. */
function useSecondClick(open: Opened, anchor: RefObject<HTMLElement | null>, onClose: () => void): void {
  const entry = open.kind === 'meeting' ? open.block.entry : null;
  useEffect(() => {
    if (!entry) return;
    const pressed = (event: PointerEvent) => {
      const box = anchor.current?.getBoundingClientRect();
      const isOnIt = box && event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
      const inCard = event.target instanceof Element && event.target.closest('[role=dialog]');
      if (!isOnIt || inCard) return;
      event.preventDefault();
      event.stopPropagation();
      onClose();
      desk.ask({ kind: 'panel', entry });
    };
    document.addEventListener('pointerdown', pressed, true);
    return () => document.removeEventListener('pointerdown', pressed, true);
  }, [entry, anchor, onClose]);
}
