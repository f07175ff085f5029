'use client';

import type { RefObject } from 'react';
import { useTranslations } from 'use-intl';
import { Popover } from '@/components/popover';
import { EventCard } from '@/features/meeting';
import type { Block } from '../blocks';
import { JumpPopover, ZonesPopover } from './lazy-parts';

export type Opened = { readonly kind: 'meeting'; readonly block: Block } | { readonly kind: 'jump' | 'zones' };

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
  const labels = { meeting: open.kind === 'meeting' ? (open.block.entry.title ?? t('busy')) : '', jump: t('jumpLabel'), zones: t('zonesLabel') };
  return (
    <Popover label={labels[open.kind]} triggerRef={anchor} isOpen onClose={onClose} placement={open.kind === 'meeting' ? 'end top' : 'bottom start'}>
      {open.kind === 'meeting' && open.block.entry.meeting_id ? (
        <EventCard entry={open.block.entry} onLeave={onClose} />
      ) : null}
      {open.kind === 'jump' ? <JumpPopover today={today} onGo={onDate} /> : null}
      {open.kind === 'zones' ? <ZonesPopover zones={zones} instant={now} onChange={onZones} /> : null}
    </Popover>
  );
}
