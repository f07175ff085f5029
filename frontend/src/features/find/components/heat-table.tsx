'use client';

import { memo, useEffect, useMemo, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { cx } from '@/components/class-names';
import { vars } from '@/components/css-vars';
import { rectangleOf, spotUnder, type Geometry } from '@/lib/grid/geometry';
import type { Extent } from '@/lib/grid/gesture';
import { cellsPerDay } from '@/lib/grid/half-hours';
import { instantAt, spotAt } from '@/lib/grid/place';
import { useDrag } from '@/lib/grid/use-drag';
import { wallMinute, type Day } from '@/lib/time/day';
import { useFormats } from '@/lib/time/formats-context';
import { dayNumber } from '@/lib/time/range';
import type { Ask, Bounds, Frame } from '../frame';
import { heatOf, type HeatCell } from '../heat';
import { countOf, type Subject } from '../standing';
import { FrameHandle } from './frame-handle';
import type { WordsOf } from './use-words';

export interface CarryProps {
  frame: Frame;
  bounds: Bounds;
  words: WordsOf;
  onMove(ask: Ask): void;
  /** Where it would go, while it is carried. */
  onCarry(start: number | null): void;
  onUse(): void;
  onPage(by: -1 | 1): void;
}

interface Props extends CarryProps {
  days: readonly Day[];
  who: { required: readonly string[]; optional: readonly string[] };
  subjects: ReadonlyMap<string, Subject>;
  inHours: boolean;
  now: number;
}

/** A week in half hours: the more can come, the greener, with their number in it. */
export function HeatTable({ days, who, subjects, inHours, bounds, frame, words, onMove, onCarry, onUse, onPage }: Props) {
  const t = useTranslations('find');
  const formats = useFormats();
  const root = useRef<HTMLDivElement>(null);
  const columns = useMemo(() => days.map((day) => heatOf(day, who, subjects, inHours)), [days, who, subjects, inHours]);
  const column = Math.max(0, days.findIndex((day) => frame.start >= day.start && frame.start < day.end));

  const { ghost, gesture, onPointerDown } = useDrag({
    root,
    scroller: '.find-scroll',
    spotAt: (grid, point) => spotUnder(measured(grid, days), point),
    boxOf: (grid, extent) => rectangleOf(measured(grid, days), extent, 0),
    hold: (target) => (target.closest('[data-frame]') ? heldFrame(frame, formats.zone) : null),
    at: (extent) => carry(root.current, extent, formats.zone, formats.time.bind(formats), onCarry),
    page: onPage,
    drop: ({ extent }) => {
      if (!extent.lane) onMove({ kind: 'put', start: instantAt(extent.from, formats.zone) });
    },
  });
  useEffect(() => {
    if (gesture.state === 'idle') onCarry(null);
  }, [gesture.state]);
  useKeptInView(root, wallMinute(days[column]!, frame.start), frame.start);

  return (
    <div
      ref={root}
      className="find-heat"
      data-dragging={gesture.state === 'dragging' ? '' : undefined}
      style={vars({ '--days': days.length })}
      onPointerDown={onPointerDown}
      onClick={(event) => {
        const instant = (event.target as Element).closest<HTMLElement>('[data-at]')?.dataset['at'];
        if (instant) onMove({ kind: 'put', start: Number(instant) });
      }}
    >
      <div className="find-scroll">
        <div role="table" aria-label={t('heatLabel', { zone: formats.zoneLabel(days[0]!.start) })} className="find-table">
          <div role="row" className="find-days">
            <span role="columnheader">
              <span className="sr-only">{t('time')}</span>
            </span>
            {days.map((day) => (
              <span key={day.start} role="columnheader" className="find-day">
                <span className="text-fg-3">{formats.date(day.date, { weekday: 'short' })}</span>{' '}
                <span className="tabular font-[620]">{formats.date(day.date, { day: 'numeric' })}</span>
                <span className="sr-only"> {formats.date(day.date, { month: 'long' })}</span>
              </span>
            ))}
          </div>
          <Rows columns={columns} from={bounds.from} to={bounds.to} words={words} />
        </div>
        <div className="find-over">
          <FrameHandle frame={frame} bounds={bounds} day={days[column]!} column={column} axis="down" state={useStateInWords(who, subjects, frame, words)} onMove={onMove} onUse={onUse} />
        </div>
      </div>
      <div className="find-clip" aria-hidden>
        <div ref={ghost} className="find-ghost">
          <span className="find-frame-time" />
        </div>
      </div>
    </div>
  );
}

interface RowsProps {
  columns: readonly (readonly HeatCell[])[];
  from: number;
  to: number;
  words: WordsOf;
}

const Rows = memo(
  function Rows({ columns, from, to, words }: RowsProps) {
    const t = useTranslations('find');
    const formats = useFormats();
    const label = (cell: HeatCell) => {
      const time = cell.repeated ? t('second', { time: formats.wallTime(cell.minute) }) : formats.wallTime(cell.minute);
      if (cell.skipped) return t('cellSkipped', { time });
      if (cell.end <= from || cell.instant >= to) return t('cellOver', { time });
      if (cell.missing.length === 0) return t('cellAll', { time });
      if (cell.free === 0) return t('cell', { time, free: 0, of: cell.of });
      return t('cellMissing', { time, free: cell.free, of: cell.of, names: words.names(cell.missing) });
    };
    return Array.from({ length: cellsPerDay }, (_, row) => (
      <div key={row} role="row" className="find-row">
        <span role="rowheader" className="find-hour">
          {row % 2 === 0 ? formats.hour(row / 2) : <span className="sr-only">{formats.wallTime(row * 30)}</span>}
        </span>
        {columns.map((cells, day) => {
          const cell = cells[row]!;
          const isOut = cell.end <= from || cell.instant >= to;
          return (
            <span
              key={day}
              role="cell"
              aria-label={label(cell)}
              data-level={isOut || cell.skipped ? undefined : cell.level}
              data-out={isOut ? '' : undefined}
              data-closed={cell.closed ? '' : undefined}
              data-skipped={cell.skipped ? '' : undefined}
              data-blocked={!isOut && cell.blocked && cell.free > 0 ? '' : undefined}
              data-at={isOut || cell.skipped ? undefined : cell.instant}
              className={cx('find-cell', row % 2 === 0 && 'find-cell-hour')}
            >
              {!isOut && cell.free > 0 ? (cell.free < cell.of ? `${cell.free}/${cell.of}` : cell.of) : null}
            </span>
          );
        })}
      </div>
    ));
  },
  (before, after) => before.columns === after.columns && before.from === after.from && before.to === after.to,
);

/** "Everybody can come.", or who cannot. */
export function useStateInWords(who: Props['who'], subjects: ReadonlyMap<string, Subject>, { start, end }: Frame, words: WordsOf): string {
  const t = useTranslations('find');
  const all = [...who.required, ...who.optional].filter((id) => subjects.has(id));
  const { busy, outside } = countOf(all, subjects, start, end);
  const missing = [...busy, ...outside];
  return missing.length === 0 ? t('allFree') : t('allBut', { names: words.names(missing) });
}

export function heldFrame({ start, end }: Frame, zone: string) {
  const extent = { lane: false as const, from: spotAt(start, zone), to: spotAt(end, zone) };
  return { kind: 'move' as const, key: 'frame', extent };
}

/** Says where it would go: on its edge, and above the grid. */
export function carry(root: HTMLElement | null, extent: Extent, zone: string, time: (instant: number) => string, onCarry: (start: number) => void): void {
  if (extent.lane) return;
  const start = instantAt(extent.from, zone);
  const label = root?.querySelector('.find-ghost .find-frame-time');
  if (label) label.textContent = time(start);
  onCarry(start);
}

/** Scrolls the grid, and nothing around it, to where the frame has gone. */
function useKeptInView(root: React.RefObject<HTMLDivElement | null>, minute: number, start: number) {
  useEffect(() => {
    const scroller = root.current?.querySelector('.find-scroll');
    const sheet = root.current?.querySelector('.find-over');
    if (!scroller || !sheet) return;
    const top = (minute / 1440) * sheet.clientHeight;
    const margin = 60;
    const isIn = top >= scroller.scrollTop + margin && top <= scroller.scrollTop + scroller.clientHeight - 2 * margin;
    if (!isIn) scroller.scrollTo({ top: top - scroller.clientHeight / 3 });
  }, [root, minute, start]);
}

function measured(root: HTMLElement, days: readonly Day[]): Geometry {
  const { left, top, width, height } = root.querySelector('.find-over')!.getBoundingClientRect();
  const rtl = getComputedStyle(root).direction === 'rtl';
  return { firstDay: dayNumber(days[0]!.date), days: days.length, left, width, top, height, laneBottom: -Infinity, rtl };
}
