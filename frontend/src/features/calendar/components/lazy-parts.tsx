'use client';

import dynamic from 'next/dynamic';
import { useEffect, type ComponentProps } from 'react';
import type { Choice } from '@/components/choice';
import { whenIdle } from '@/lib/idle';
import type { View } from '../view';
import { AgendaSkeleton, MonthSkeleton } from './calendar-skeleton';

// What is not in the first view, or waits for a key: each comes when it is first needed.
export const MonthView = dynamic(() => import('./month-view').then((module) => module.MonthView), { ssr: false, loading: MonthSkeleton });
export const AgendaView = dynamic(() => import('./agenda-view').then((module) => module.AgendaView), { ssr: false, loading: AgendaSkeleton });
export const JumpPopover = dynamic(() => import('./jump-popover').then((module) => module.JumpPopover), { ssr: false });
export const ZonesPopover = dynamic(() => import('./zones-popover').then((module) => module.ZonesPopover), { ssr: false });
export const MoveDialog = dynamic(() => import('./move-dialog').then((module) => module.MoveDialog), { ssr: false });
const loadPrinting = () => import('./print-dialog');
export const PrintDialog = dynamic(() => loadPrinting().then((module) => module.PrintDialog), { ssr: false });
export const Printing = dynamic(() => loadPrinting().then((module) => module.Printing), { ssr: false });
export const CalendarKeys = dynamic(() => import('./calendar-keys').then((module) => module.CalendarKeys), { ssr: false });
export const OverlayList = dynamic(() => import('./overlay-list').then((module) => module.OverlayList), { ssr: false });
export const WeekStrip = dynamic(() => import('./week-strip').then((module) => module.WeekStrip), {
  ssr: false,
  loading: () => <div className="h-[62.5px] flex-none border-b border-line bg-surface" />,
});
export const ZoneGutters = dynamic(() => import('./zone-gutters').then((module) => module.ZoneGutters), { ssr: false });
export const CalendarRail = dynamic(() => import('./calendar-rail').then((module) => module.CalendarRail), {
  ssr: false,
  loading: () => <div className="flex-1" />,
});
const loadPopover = () => import('./calendar-popover');
export const CalendarPopover = dynamic(() => loadPopover().then((module) => module.CalendarPopover), { ssr: false });
export const ViewMenu = dynamic(() => import('./view-menu').then((module) => module.ViewMenu), {
  ssr: false,
  loading: () => <span className="size-(--control)" />,
});

/** Fetches ahead what opens with a click. */
export function useCalendarParts(): void {
  useEffect(() => whenIdle(loadPopover), []);
}

type Choosing = ComponentProps<typeof Choice<View>>;
const Choosing = dynamic(() => import('@/components/choice').then((module) => module.Choice<View>), { ssr: false });

/** The views side by side. Until they can be chosen their names stand where they will, so that nothing moves. */
export function ViewChoice(props: Choosing) {
  return (
    <div className="grid *:col-start-1 *:row-start-1">
      <div aria-hidden className="invisible inline-flex gap-0.5 border p-0.5 whitespace-nowrap">
        {props.options.map(({ value, label }) => (
          <span key={value} className="px-3 text-base font-[600]">
            {label}
          </span>
        ))}
      </div>
      <Choosing {...props} />
    </div>
  );
}
