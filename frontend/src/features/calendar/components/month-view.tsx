'use client';

import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Popover } from '@/components/popover';
import { keyed, type Drop, type Extent } from '@/lib/grid/gesture';
import { instantAt } from '@/lib/grid/place';
import { useDrag } from '@/lib/grid/use-drag';
import { Words } from '@/lib/locale';
import { wordsOf } from '@/lib/words';
import { meantKey } from '@/lib/language';
import { dayIn } from '@/lib/time/day';
import { useFormats } from '@/lib/time/formats-context';
import { dateOfNumber, dayNumber, firstWeekday, monthGrid } from '@/lib/time/range';
import { isMovable, type Block } from '../blocks';
import { monthStep } from '../cells';
import { nudgeOf } from '../keys';
import { weekOf } from '../month';
import type { Calendars } from '../overlays';
import { extentOfBlock, isElsewhere, whenOf, type When } from '../place';
import { MonthSkeleton } from './calendar-skeleton';
import { Ghost } from './ghost';
import { MonthMore } from './month-more';
import { MonthPhone } from './month-phone';
import { MonthWeek } from './month-week';
import type { GridActions } from './time-grid';

const words = wordsOf('views');

interface Props extends GridActions {
  date: Temporal.PlainDate;
  today: Temporal.PlainDate;
  blocks: readonly Block[];
  calendars: Calendars;
  now: number;
  phone: boolean;
  /** What takes place is not known. */
  isUnread: boolean;
  chosen: When | null;
  onDate(date: Temporal.PlainDate): void;
}

export function MonthView(props: Props) {
  return <Words of={words} meanwhile={<MonthSkeleton />}>{props.phone ? <MonthPhone {...props} /> : <Month {...props} />}</Words>;
}

/** Pixels: the line with the number of the day, and a row with its gap. */
const [headHeight, rowHeight] = [29, 25];

/** Six weeks; as many rows in each as there is room for, and a button for what has none. */
function Month(props: Props) {
  const { date, today, blocks, calendars, now, chosen, onDate } = props;
  const t = useTranslations('views');
  const c = useTranslations('calendar');
  const formats = useFormats();
  const { zone } = formats;
  const first = firstWeekday(formats.locale);
  const month = date.toString().slice(0, 7);
  const weeks = useMemo(() => {
    const days = monthGrid(date, first).map((day) => dayIn(day, zone));
    return Array.from({ length: 6 }, (_, week) => days.slice(week * 7, week * 7 + 7));
    // The same for all dates of a month.
  }, [month, first, zone]);
  const root = useRef<HTMLDivElement>(null);
  const rows = useRows(root);
  const [at, setAt] = useState(date);
  const follow = useRef(false);
  const refocus = useRef<string | null>(null);
  const timed = useRef(false);
  const say = useRef<HTMLParagraphElement>(null);
  const [more, setMore] = useState<{ anchor: HTMLElement; date: Temporal.PlainDate } | null>(null);
  const moreAnchor = useRef<HTMLElement>(null);
  moreAnchor.current = more?.anchor ?? null;
  const filled = useMemo(() => weeks.map((days) => weekOf(days, blocks, rows)), [weeks, blocks, rows]);
  const stop = weeks.flat().some((day) => day.date.equals(at)) ? at : date;
  const blockOf = (key: string | undefined) => blocks.find((block) => block.key === key);

  useEffect(() => {
    if (follow.current) root.current?.querySelector<HTMLElement>('[role="gridcell"][tabindex="0"]')?.focus();
    follow.current = false;
    const moved = refocus.current && root.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(refocus.current)}"]`);
    if (moved && document.activeElement === document.body) moved.focus();
    if (moved) refocus.current = null;
  });

  const words = (extent: Extent): string => {
    const [from, last] = extent.lane ? [extent.first, extent.after - 1] : [extent.from.day, extent.from.day];
    const days = [from, ...(last > from ? [last] : [])].map((day) => formats.shortDate(dateOfNumber(day))).join(' – ');
    return extent.lane ? days : `${days}, ${formats.time(instantAt(extent.from, zone))}`;
  };
  const drop = ({ hold, extent }: Drop): void => {
    if (hold.kind === 'slot') return props.onCreate(whenOf({ hold, extent }, zone, null));
    const block = blockOf(hold.key);
    if (!block) return;
    const to = whenOf({ hold, extent }, zone, block.dates ? null : block.end - block.start);
    if (!isElsewhere(block, to)) return;
    if (say.current) say.current.textContent = c('dropped', { title: block.entry.title ?? c('busy'), when: words(extent) });
    props.onMove(block, to);
  };
  const { ghost, gesture, onPointerDown } = useDrag({
    root,
    scroller: '.month-weeks',
    spotAt: (grid, point) => {
      const box = grid.querySelector('.month-weeks')!.getBoundingClientRect();
      const share = (value: number, from: number, size: number, count: number) =>
        Math.min(Math.max(Math.floor(((value - from) / size) * count), 0), count - 1);
      const column = share(point.x, box.left, box.width, 7);
      const rtl = getComputedStyle(grid).direction === 'rtl';
      const day = share(point.y, box.top, box.height, 6) * 7 + (rtl ? 6 - column : column);
      return { day: dayNumber(weeks[0]![0]!.date) + day, minute: 0, lane: !timed.current };
    },
    boxOf: (grid, extent) => {
      const from = extent.lane ? extent.first : extent.from.day;
      const cells = grid.querySelectorAll('[role="gridcell"]');
      const index = Math.min(Math.max(from - dayNumber(weeks[0]![0]!.date), 0), 41);
      const count = extent.lane ? Math.min(extent.after - from, 7 - (index % 7)) : 1;
      const [a, b] = [cells[index]!, cells[index + count - 1]!].map((cell) => cell.getBoundingClientRect()) as [DOMRect, DOMRect];
      return { x: Math.min(a.left, b.left), y: a.top + headHeight, width: Math.max(a.right, b.right) - Math.min(a.left, b.left), height: rowHeight - 1 };
    },
    hold: (target) => {
      const block = blockOf(target.closest<HTMLElement>('[data-key]')?.dataset['key']);
      if (!block) return !target.closest('button') && target.closest('[role="gridcell"]') ? ((timed.current = false), { kind: 'slot' }) : null;
      timed.current = !block.dates;
      return isMovable(block, calendars.me) ? { kind: 'move', key: block.key, extent: extentOfBlock(block, zone) } : null;
    },
    at: (extent) => {
      const label = root.current?.querySelector('.timegrid-ghost-time');
      if (label) label.textContent = words(extent);
    },
    page: props.onPage,
    drop,
  });
  const held = gesture.state === 'dragging' ? gesture.hold : gesture.state === 'dropping' ? gesture.drop.hold : null;
  const heldBlock = held && held.kind !== 'slot' ? blockOf(held.key) : undefined;

  const keyDown = (event: React.KeyboardEvent) => {
    const target = event.target as Element;
    const block = blockOf(target.closest<HTMLElement>('[data-key]')?.dataset['key']);
    if (block) return onBlockKey(event, block);
    if (!target.matches('[role="gridcell"]') || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      const { start, end } = dayIn(stop, zone);
      return props.onCreate({ start, end, allDay: true });
    }
    const next = monthStep(stop, meantKey(event.key), first);
    if (!next) return;
    event.preventDefault();
    follow.current = true;
    setAt(next);
    if (next.month !== date.month || next.year !== date.year) onDate(next);
  };
  const onBlockKey = (event: React.KeyboardEvent, block: Block) => {
    const asked = nudgeOf(event);
    if (!asked) return;
    event.preventDefault();
    event.stopPropagation();
    if (!isMovable(block, calendars.me)) return props.onRefused(block);
    // Up and down lead to other weeks here.
    const by = asked.edge === 'move' ? { days: asked.days + 7 * Math.sign(asked.minutes) } : asked;
    const moved = keyed({ kind: asked.edge, key: block.key, extent: extentOfBlock(block, zone) }, by);
    if (moved.state !== 'dropping') return;
    refocus.current = block.key;
    drop(moved.drop);
  };
  const click = (event: React.MouseEvent) => {
    const element = (event.target as Element).closest<HTMLElement>('[data-key]');
    const block = blockOf(element?.dataset['key']);
    if (element && block?.entry.meeting_id) props.onOpen(element, block);
  };
  const hidden = more ? filled.flatMap(({ days }) => days).find(({ day }) => day.date.equals(more.date)) : undefined;

  return (
    <>
      <div
        ref={root}
        role="grid"
        aria-label={formats.monthAndYear(date)}
        aria-describedby="month-keys"
        className="month"
        data-dragging={gesture.state === 'dragging' ? '' : undefined}
        onPointerDown={onPointerDown}
        onKeyDown={keyDown}
        onClick={click}
      >
        <div role="row" className="grid flex-none grid-cols-7 border-b border-line bg-surface">
          {weeks[0]!.map(({ date: day }) => (
            <div key={day.dayOfWeek} role="columnheader" className="py-1.5 text-center text-2xs font-[550] tracking-wide text-fg-3 uppercase">
              <span aria-hidden>{formats.date(day, { weekday: 'short' })}</span>
              <span className="sr-only">{formats.date(day, { weekday: 'long' })}</span>
            </div>
          ))}
        </div>
        <div role="presentation" className="month-weeks">
          {filled.map((week) => (
            <MonthWeek
              key={week.days[0]!.day.start}
              week={week}
              rows={rows}
              date={date}
              calendars={calendars}
              stop={stop}
              today={today}
              held={heldBlock?.key ?? null}
              chosen={chosen}
              now={now}
              onDay={props.onDay}
              onFocusDay={setAt}
              onMore={(anchor, day) => setMore({ anchor, date: day })}
            />
          ))}
        </div>
        {held ? <Ghost ref={ghost} block={heldBlock} calendars={calendars} /> : null}
      </div>
      <p id="month-keys" className="sr-only">
        {t('monthKeys')}
      </p>
      <p id="event-keys" className="sr-only">
        {c('eventKeys')}
      </p>
      <p ref={say} role="status" className="sr-only" />
      <Popover label={more ? t('onDay', { day: formats.longDate(more.date) }) : ''} triggerRef={moreAnchor} isOpen={more !== null} onClose={() => setMore(null)}>
        {more && hidden ? (
          <MonthMore
            title={formats.longDate(more.date)}
            blocks={hidden.all}
            calendars={calendars}
            now={now}
            onOpen={(block) => {
              setMore(null);
              props.onOpen(more.anchor, block);
            }}
          />
        ) : null}
      </Popover>
    </>
  );
}

/** Rows for which a week is high enough. */
function useRows(root: React.RefObject<HTMLElement | null>): number {
  const [rows, setRows] = useState(3);
  useLayoutEffect(() => {
    const week = root.current?.querySelector('.month-week');
    if (!week) return;
    const measure = () => setRows(Math.max(1, Math.floor((week.clientHeight - headHeight) / rowHeight)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(week);
    return () => observer.disconnect();
  }, []);
  return rows;
}
