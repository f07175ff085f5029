'use client';

import { useCallback, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { vars } from '@/components/css-vars';
import type { WorkingHours } from '@/lib/api/types';
import { rectangleOf, spotUnder } from '@/lib/grid/geometry';
import type { Drop, Extent, Gesture, Hold } from '@/lib/grid/gesture';
import { cellMinutes } from '@/lib/grid/half-hours';
import { instantAt } from '@/lib/grid/place';
import { openingMinute, percent, stretchOn } from '@/lib/grid/scale';
import { useDrag } from '@/lib/grid/use-drag';
import { dayIn, minutesInDay, wallMinute, type Day } from '@/lib/time/day';
import { useFormats } from '@/lib/time/formats-context';
import { dateOfNumber } from '@/lib/time/range';
import { isMovable, type Block } from '../blocks';
import type { Cursor } from '../cells';
import { common, workOn } from '../hours';
import { nudgeOf, type Nudge } from '../keys';
import type { Calendars } from '../overlays';
import { extentOfBlock, isElsewhere, whenOf, type When } from '../place';
import { follow, hover, measured, unhover } from '../pointing';
import { AllDayLane } from './all-day-lane';
import { CellGrid } from './cell-grid';
import { DayColumn, draftOf, type Draft } from './day-column';
import { DayNames } from './day-names';
import { Ghost } from './ghost';
import { ZoneGutters } from './lazy-parts';

export interface GridActions {
  onCreate(draft: When): void;
  onOpen(element: HTMLElement, block: Block): void;
  onPage(by: -1 | 1): void;
  onDay(date: Temporal.PlainDate): void;
  /** Puts a meeting elsewhere; the other one of the two says why that cannot be. */
  onMove(block: Block, to: When): void;
  onRefused(block: Block): void;
  onDelete(block: Block): void;
  onMoveDialog(block: Block): void;
}

interface Props extends GridActions {
  dates: readonly Temporal.PlainDate[];
  blocks: readonly Block[];
  calendars: Calendars;
  now: number;
  label: string;
  /** The draft that is open. */
  chosen: Draft | null;
  /** A phone names the days in a strip of its own. */
  withHead: boolean;
  hint: string | null;
  /** Zones besides the person's own. */
  zones: readonly string[];
  hours: readonly (WorkingHours | null)[];
}

/** Pixels. */
const laneHeight = 22;

export function TimeGrid(props: Props) {
  const { dates, blocks, calendars, now, label, chosen, withHead, hint, zones, hours } = props;
  const t = useTranslations('calendar');
  const formats = useFormats();
  const { zone } = formats;
  const headId = useId();
  const root = useRef<HTMLDivElement>(null);
  const names = dates.map(String).join();
  // `names` stands for the dates themselves.
  const days = useMemo(() => dates.map((date) => dayIn(date, zone)), [names, zone]);
  const work = useMemo(() => days.map(({ date }) => common(hours.map((each) => workOn(date, zone, each)))), [days, hours]);
  const [cursor, setCursor] = useState<Cursor>(() => firstCursor(days, now));
  const at = { ...cursor, day: Math.min(cursor.day, days.length - 1) };
  const refocus = useRef<string | null>(null);
  const say = useRef<HTMLParagraphElement>(null);

  const newest = useRef(props);
  useEffect(() => {
    newest.current = props;
    if (!refocus.current) return;
    const moved = root.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(refocus.current)}"]`);
    if (moved && document.activeElement === document.body) moved.focus();
    if (moved) refocus.current = null;
  });
  const blockOf = (key: string | undefined) => newest.current.blocks.find((block) => block.key === key);

  const words = (extent: Extent): string => {
    if (!extent.lane) {
      const [start, end] = [instantAt(extent.from, zone), instantAt(extent.to, zone)];
      return `${formats.date(dateOfNumber(extent.from.day), { weekday: 'short' })} ${formats.timeRange(start, end)}`;
    }
    const [first, last] = [dateOfNumber(extent.first), dateOfNumber(extent.after - 1)];
    return [first, ...(last.equals(first) ? [] : [last])].map((date) => formats.shortDate(date)).join(' – ');
  };
  const announce = (text: string) => {
    if (say.current) say.current.textContent = text;
  };

  const drop = ({ hold, extent }: Drop): void => {
    if (hold.kind === 'slot') return newest.current.onCreate(whenOf({ hold, extent }, zone, null));
    const block = blockOf(hold.key);
    if (!block) return;
    const to = whenOf({ hold, extent }, zone, block.dates ? null : block.end - block.start);
    if (!isElsewhere(block, to)) return;
    announce(t('dropped', { title: block.entry.title ?? t('busy'), when: words(extent) }));
    newest.current.onMove(block, to);
  };

  const { ghost, gesture, onPointerDown } = useDrag({
    root,
    scroller: '.timegrid-scroll',
    spotAt: (grid, point) => spotUnder(measured(grid, dates), point),
    boxOf: (grid, extent) => rectangleOf(measured(grid, dates), extent, laneHeight),
    hold: (target) => holdOf(target, blockOf, calendars.me, zone),
    at: (extent) => follow(root.current!, extent, words(extent), zones.map((other) => (extent.lane ? '' : formats.time(instantAt(extent.from, zone), other)))),
    page: props.onPage,
    drop,
  });
  const held = gesture.state === 'dragging' || gesture.state === 'dropping' ? holdIn(gesture) : null;
  const heldKey = held && held.kind !== 'slot' ? held.key : null;
  const heldBlock = heldKey ? blockOf(heldKey) : undefined;
  useEffect(() => {
    if (gesture.state === 'dragging' && heldBlock) announce(t('pickedUp', { title: heldBlock.entry.title ?? t('busy') }));
  }, [gesture.state]);

  useLayoutEffect(() => {
    if (chosen) root.current?.querySelector('[data-draft]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  const opening = openingOf(days, blocks, now);
  useEffect(() => {
    const scroller = root.current?.querySelector('.timegrid-scroll');
    const sheet = root.current?.querySelector('.timegrid-sheet');
    scroller?.scrollTo({ top: (opening / minutesInDay) * (sheet?.clientHeight ?? 0) - 8 });
    // Only when the grid appears: paging and live changes leave the scroll where the person put it.
  }, []);

  const keyDown = (event: React.KeyboardEvent) => {
    const block = blockOf((event.target as Element).closest<HTMLElement>('[data-key]')?.dataset['key']);
    const asked = block ? nudgeOf(event) : null;
    if (!block || !asked) return;
    event.preventDefault();
    event.stopPropagation();
    if (!isMovable(block, calendars.me)) return props.onRefused(block);
    void nudge(block, asked);
  };
  const nudge = async (block: Block, asked: Nudge) => {
    const { keyed } = await import('@/lib/grid/gesture');
    const extent = extentOfBlock(block, zone);
    const moved = keyed({ kind: asked.edge, key: block.key, extent }, asked);
    if (moved.state !== 'dropping') return;
    refocus.current = block.key;
    const { extent: to } = moved.drop;
    const first = to.lane ? to.first : to.from.day;
    drop(moved.drop);
    const [from, until] = [days[0]!, days[days.length - 1]!].map(({ date }) => date) as [Temporal.PlainDate, Temporal.PlainDate];
    if (Temporal.PlainDate.compare(dateOfNumber(first), from) < 0) props.onPage(-1);
    else if (Temporal.PlainDate.compare(dateOfNumber(first), until) > 0) props.onPage(1);
  };

  const click = useCallback((event: React.MouseEvent) => {
    const element = (event.target as Element).closest<HTMLElement>('[data-key]');
    const block = blockOf(element?.dataset['key']);
    if (element && block?.entry.meeting_id) newest.current.onOpen(element, block);
  }, []);

  const selected = at.length > 1 ? draftOf(days[at.day]!, at.cell * cellMinutes, (at.cell + at.length) * cellMinutes) : null;
  const draft = held?.kind === 'slot' ? null : (selected ?? chosen);
  const today = days.find((day) => now >= day.start && now < day.end);

  return (
    <div
      ref={root}
      className="timegrid"
      data-dragging={gesture.state === 'dragging' ? '' : undefined}
      data-zones={zones.length > 0 ? '' : undefined}
      style={vars({ '--days': days.length, '--gutters': zones.length + 1 })}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => event.pointerType === 'mouse' && gesture.state === 'idle' && hover(root.current!, event)}
      onPointerLeave={() => root.current && unhover(root.current)}
      onKeyDown={keyDown}
      onClick={click}
    >
      <div className="timegrid-top">
        <DayNames id={headId} days={days} now={now} hidden={!withHead} zones={zones} calendars={calendars} onDay={props.onDay} />
        <AllDayLane days={dates} blocks={blocks} calendars={calendars} now={now} held={heldKey} draft={draft?.allDay ? draft : null} />
      </div>
      <div className="timegrid-scroll">
        <div className="timegrid-sheet">
          <CellGrid
            days={days}
            blocks={blocks}
            label={label}
            headId={headId}
            cursor={at}
            nowMinute={today ? wallMinute(today, now) : null}
            onCursor={setCursor}
            onPage={(by, moved) => {
              setCursor(moved);
              props.onPage(by);
            }}
            onCreate={({ day, cell, length }) => {
              props.onCreate(draftOf(days[day]!, cell * cellMinutes, (cell + length) * cellMinutes));
              setCursor({ day, cell, length: 1 });
            }}
          />
          {zones.length > 0 ? <ZoneGutters day={days[0]!} zones={zones} /> : null}
          <div className="timegrid-columns">
            <div />
            {days.map((day, index) => (
              <DayColumn
                key={day.start}
                day={day}
                work={work[index]!}
                blocks={blocks}
                calendars={calendars}
                now={now}
                held={heldKey}
                draft={draft?.allDay ? null : draft}
                onDay={props.onDay}
              />
            ))}
          </div>
          <div aria-hidden className="timegrid-hover" />
          {today ? (
            <span aria-hidden className="timegrid-now-label" style={vars({ '--top': percent(wallMinute(today, now)) })}>
              {formats.time(now)}
            </span>
          ) : null}
          {hint ? <EmptyHint text={hint} minute={opening} /> : null}
        </div>
      </div>
      {held ? <Ghost ref={ghost} block={heldBlock} calendars={calendars} /> : null}
      <p id={`${headId}-keys`} className="sr-only">
        {t('gridKeys')}
      </p>
      <p id="event-keys" className="sr-only">
        {t('eventKeys')}
      </p>
      <p ref={say} role="status" className="sr-only" />
    </div>
  );
}

function EmptyHint({ text, minute }: { text: string; minute: number }) {
  return (
    <p
      className="pointer-events-none absolute inset-x-0 ms-(--gutter) px-3 text-center text-sm text-fg-3"
      style={{ top: percent(Math.min(minute + 150, 1300)) }}
    >
      <span className="inline-block rounded-lg bg-surface px-3 py-1.5 text-balance shadow-1">{text}</span>
    </p>
  );
}

function holdIn(gesture: Extract<Gesture, { state: 'dragging' | 'dropping' }>): Hold {
  return gesture.state === 'dragging' ? gesture.hold : gesture.drop.hold;
}

/** An end of a meeting, a meeting, or the empty place beside them. */
function holdOf(target: Element, blockOf: (key: string | undefined) => Block | undefined, me: string, zone: string): Hold | null {
  const element = target.closest<HTMLElement>('[data-key]');
  if (!element) return target.closest('.timegrid-column, .all-day') && !target.closest('button') ? { kind: 'slot' } : null;
  const block = blockOf(element.dataset['key']);
  if (!block || !isMovable(block, me)) return null;
  const edge = target.closest<HTMLElement>('[data-edge]')?.dataset['edge'] as 'start' | 'end' | undefined;
  return { kind: edge ?? 'move', key: block.key, extent: extentOfBlock(block, zone) };
}

/** Today's half hour, else the first day at nine. */
function firstCursor(days: readonly Day[], now: number): Cursor {
  const today = days.findIndex((day) => now >= day.start && now < day.end);
  const cell = today >= 0 ? Math.floor(wallMinute(days[today]!, now) / cellMinutes) : 18;
  return { day: Math.max(0, today), cell, length: 1 };
}

function openingOf(days: readonly Day[], blocks: readonly Block[], now: number): number {
  const today = days.find((day) => now >= day.start && now < day.end);
  const starts = days.flatMap((day) =>
    blocks.flatMap((block) => {
      const stretch = block.dates ? null : stretchOn(day, block.start, block.end);
      return stretch && !stretch.before ? [stretch.from] : [];
    }),
  );
  return openingMinute(today ? wallMinute(today, now) : null, starts.length > 0 ? Math.min(...starts) : null);
}
