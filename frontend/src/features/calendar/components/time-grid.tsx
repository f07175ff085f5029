'use client';

import { useEffect, useId, useMemo, useReducer, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { vars } from '@/components/css-vars';
import { dayIn, minutesInDay, wallMinute, type Day } from '@/lib/time/day';
import { useFormats } from '@/lib/time/formats-context';
import type { Block } from '../blocks';
import { cellMinutes, type Cursor } from '../cells';
import { idle, next, type Gesture, type Input } from '../gesture';
import { openingMinute, percent, stretchOn } from '../scale';
import { AllDayLane } from './all-day-lane';
import { CellGrid } from './cell-grid';
import { DayColumn, draftOf, type Draft } from './day-column';
import { DayNames } from './day-names';

interface Props {
  dates: readonly Temporal.PlainDate[];
  blocks: readonly Block[];
  me: string;
  now: number;
  label: string;
  /** The slot the open sheet is about. */
  chosen: Draft | null;
  /** A phone names the days in a strip of its own. */
  withHead: boolean;
  hint: string | null;
  onCreate(slot: Draft): void;
  onOpen(element: HTMLElement, block: Block): void;
  onPage(by: -1 | 1): void;
  onDay(date: Temporal.PlainDate): void;
}

const hourPixels = 56;

export function TimeGrid(props: Props) {
  const { dates, blocks, me, now, label, chosen, withHead, hint, onCreate, onOpen, onPage, onDay } = props;
  const t = useTranslations('calendar');
  const formats = useFormats();
  const headId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const names = dates.map(String).join();
  // `names` stands for the dates themselves.
  const days = useMemo(() => dates.map((date) => dayIn(date, formats.zone)), [names, formats.zone]);
  const [hover, setHover] = useState<{ day: number; minute: number } | null>(null);
  const [cursor, setCursor] = useState<Cursor>(() => firstCursor(days, now));
  const at = { ...cursor, day: Math.min(cursor.day, days.length - 1) };
  const { gesture, send } = useGesture((day, from, to) => onCreate(draftOf(days[day]!, from, to)));

  const opening = openingOf(days, blocks, now);
  useEffect(() => {
    scroller.current?.scrollTo({ top: (opening / minutesInDay) * 24 * hourPixels - 8 });
    // Only when the grid appears: paging and live changes leave the scroll where the person put it.
  }, []);

  const drawing =
    gesture.kind === 'drawing'
      ? draftOf(days[gesture.day]!, gesture.from, gesture.to)
      : at.length > 1
        ? draftOf(days[at.day]!, at.cell * cellMinutes, (at.cell + at.length) * cellMinutes)
        : null;
  const draft = drawing ?? chosen;
  const today = days.find((day) => now >= day.start && now < day.end);

  const minuteAt = (event: React.PointerEvent | React.MouseEvent, column: Element): number => {
    const box = column.getBoundingClientRect();
    return Math.min(Math.max(((event.clientY - box.top) / box.height) * minutesInDay, 0), minutesInDay - 1);
  };
  const columnAt = (event: React.PointerEvent | React.MouseEvent): { day: number; column: Element } | null => {
    if ((event.target as Element).closest('button')) return null;
    const box = event.currentTarget.getBoundingClientRect();
    const gutter = (event.currentTarget.firstElementChild as HTMLElement).offsetWidth;
    const rtl = getComputedStyle(event.currentTarget).direction === 'rtl';
    const x = (rtl ? box.right - event.clientX : event.clientX - box.left) - gutter;
    const day = Math.floor((x / (box.width - gutter)) * days.length);
    return x < 0 || day < 0 || day >= days.length ? null : { day, column: event.currentTarget };
  };

  return (
    <div className="timegrid" style={vars({ '--days': days.length })}>
      <div className="timegrid-top">
        <DayNames id={headId} days={days} now={now} hidden={!withHead} />
        <AllDayLane days={dates} blocks={blocks} me={me} now={now} onOpen={onOpen} />
      </div>
      <div ref={scroller} className="timegrid-scroll">
        <div className="timegrid-sheet">
          <CellGrid
            days={days}
            blocks={blocks}
            label={label}
            headId={headId}
            cursor={at}
            nearMinute={hover?.minute ?? null}
            nowMinute={today ? wallMinute(today, now) : null}
            onCursor={setCursor}
            onPage={(by, moved) => {
              setCursor(moved);
              onPage(by);
            }}
            onCreate={({ day, cell, length }) => {
              onCreate(draftOf(days[day]!, cell * cellMinutes, (cell + length) * cellMinutes));
              setCursor({ day, cell, length: 1 });
            }}
          />
          <div
            className="timegrid-columns"
            onPointerDown={(event) => {
              const hit = event.pointerType === 'mouse' && event.button === 0 ? columnAt(event) : null;
              if (!hit) return;
              event.currentTarget.setPointerCapture(event.pointerId);
              send({ kind: 'press', day: hit.day, minute: minuteAt(event, hit.column) });
            }}
            onPointerMove={(event) => {
              if (event.pointerType !== 'mouse') return;
              const hit = columnAt(event);
              setHover(hit ? { day: hit.day, minute: minuteAt(event, hit.column) } : null);
              if (gesture.kind !== 'idle') send({ kind: 'move', minute: minuteAt(event, event.currentTarget) });
            }}
            onPointerUp={(event) => event.pointerType === 'mouse' && send({ kind: 'release' })}
            onPointerCancel={() => send({ kind: 'cancel' })}
            onPointerLeave={() => setHover(null)}
            onClick={(event) => {
              // A finger taps; a mouse has been dealt with above.
              if ((event.nativeEvent as PointerEvent).pointerType === 'mouse') return;
              const hit = columnAt(event);
              if (!hit) return;
              const { drawn } = next({ kind: 'pressed', day: hit.day, minute: minuteAt(event, hit.column) }, { kind: 'release' });
              if (drawn) onCreate(draftOf(days[drawn.day]!, drawn.from, drawn.to));
            }}
          >
            <div />
            {days.map((day, index) => (
              <DayColumn
                key={day.start}
                day={day}
                blocks={blocks}
                me={me}
                now={now}
                hour={hourPixels}
                draft={draft}
                hover={hover?.day === index && gesture.kind === 'idle' ? hover.minute : null}
                onOpen={onOpen}
                onDay={onDay}
              />
            ))}
          </div>
          {today ? (
            <span aria-hidden className="timegrid-now-label w-(--gutter) pe-1.5" style={vars({ '--top': percent(wallMinute(today, now)) })}>
              {formats.time(now)}
            </span>
          ) : null}
          {hint ? <EmptyHint text={hint} minute={opening} /> : null}
        </div>
      </div>
      <p id={`${headId}-keys`} className="sr-only">
        {t('gridKeys')}
      </p>
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

function useGesture(onDrawn: (day: number, from: number, to: number) => void) {
  const newest = useRef<Gesture>(idle);
  const [, render] = useReducer((count: number) => count + 1, 0);
  const send = (input: Input) => {
    const { gesture, drawn } = next(newest.current, input);
    if (gesture !== newest.current) {
      newest.current = gesture;
      render();
    }
    if (drawn) onDrawn(drawn.day, drawn.from, drawn.to);
  };
  useEffect(() => {
    const escape = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && newest.current.kind !== 'idle') {
        newest.current = idle;
        render();
      }
    };
    window.addEventListener('keydown', escape);
    return () => window.removeEventListener('keydown', escape);
  }, []);
  return { gesture: newest.current, send };
}
