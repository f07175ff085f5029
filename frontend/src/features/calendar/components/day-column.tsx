'use client';

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { vars } from '@/components/css-vars';
import { instantAtWall, minutesInDay, wallMinute, type Day } from '@/lib/time/day';
import { useFormats } from '@/lib/time/formats-context';
import type { Block } from '../blocks';
import { pack } from '../pack';
import { percent, snap, stretchOn } from '../scale';
import { EventBlock } from './event-block';

/** Wall minutes of the hours that are usually for work. */
const work = { from: 480, to: 1080 };

export interface Draft {
  /** Epoch milliseconds. */
  start: number;
  end: number;
}

interface Props {
  day: Day;
  blocks: readonly Block[];
  me: string;
  now: number;
  /** Pixels an hour is high. */
  hour: number;
  draft: Draft | null;
  hover: number | null;
  onOpen(element: HTMLElement, block: Block): void;
  /** The day was chosen from "+3": show it alone. */
  onDay(date: Temporal.PlainDate): void;
}

/** One day: its meetings side by side, the current minute, clock changes, and the slot being made. */
export function DayColumn({ day, blocks, me, now, hour, draft, hover, onOpen, onDay }: Props) {
  const t = useTranslations('calendar');
  const formats = useFormats();
  const drawn = useMemo(
    () =>
      blocks.flatMap((block) => {
        const stretch = block.dates ? null : stretchOn(day, block.start, block.end);
        return stretch ? [{ block, key: block.key, ...stretch }] : [];
      }),
    [blocks, day],
  );
  const { places, more } = useMemo(() => pack(drawn), [drawn]);
  const today = now >= day.start && now < day.end;
  const draftSpan = draft ? stretchOn(day, draft.start, draft.end) : null;
  const position = (from: number, to: number) => ({ '--top': percent(from), '--height': percent(to - from) });

  return (
    <div
      className="timegrid-column"
      role="group"
      aria-label={formats.longDate(day.date)}
      data-rest={day.date.dayOfWeek > 5 ? '' : undefined}
    >
      <div className="timegrid-rest" style={{ top: 0, height: percent(work.from) }} />
      <div className="timegrid-rest" style={{ top: percent(work.to), bottom: 0 }} />
      {day.skipped.map((span) => (
        <div key={span.from} className="timegrid-skipped" style={vars(position(span.from, span.to))}>
          <span className="ms-1 rounded-xs bg-surface px-1 text-2xs font-[500] text-fg-2">{t('clocksForward')}</span>
        </div>
      ))}
      {day.repeated.map((span) => (
        <div
          key={span.from}
          className="pointer-events-none absolute inset-x-0 z-1 border-t border-dashed border-line-strong px-2 text-2xs font-[500] text-fg-2"
          style={{ top: percent((span.from + span.to) / 2) }}
        >
          {t('secondPass', { time: formats.wallTime(span.from) })}
        </div>
      ))}
      {hover !== null && !draft ? <div className="timegrid-hover" style={vars({ '--top': percent(snap(hover, 30)) })} /> : null}
      {drawn.map(({ block, key, from, to }) => {
        const place = places.get(key);
        if (!place) return null;
        return (
          <EventBlock
            key={key}
            block={block}
            me={me}
            now={now}
            height={((to - from) / 60) * hour}
            className="timegrid-block"
            style={vars({
              ...position(from, to),
              '--column': place.column,
              '--span': place.width,
              '--columns': place.columns,
            })}
            onOpen={onOpen}
          />
        );
      })}
      {more.map((tile) => (
        <button
          key={tile.from}
          type="button"
          aria-label={t('moreOn', { count: tile.keys.length, day: formats.longDate(day.date) })}
          onClick={() => onDay(day.date)}
          className="timegrid-block flex cursor-pointer items-start justify-center rounded-sm bg-hover pt-1 text-xs font-[600] text-fg-2"
          style={vars({ ...position(tile.from, tile.to), '--column': tile.column, '--span': 1, '--columns': tile.columns })}
        >
          {t('more', { count: tile.keys.length })}
        </button>
      ))}
      {draft && draftSpan ? (
        <div className="timegrid-draft" style={vars(position(draftSpan.from, draftSpan.to))}>
          {formats.timeRange(draft.start, draft.end)}
        </div>
      ) : null}
      {today ? <div className="timegrid-now" style={vars({ '--top': percent(wallMinute(day, now)) })} /> : null}
    </div>
  );
}

/** The instants of a stretch of a day's wall. */
export function draftOf(day: Day, from: number, to: number): Draft {
  const start = instantAtWall(day, from);
  const end = to >= minutesInDay ? day.end : instantAtWall(day, to);
  return { start, end: end > start ? end : start + 30 * 60_000 };
}
