'use client';

import { memo, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { vars } from '@/components/css-vars';
import { percent, restOf, stretchOn, type Stretch, type WorkSpan } from '@/lib/grid/scale';
import { instantAtWall, minutesInDay, wallMinute, type Day } from '@/lib/time/day';
import { useFormats } from '@/lib/time/formats-context';
import type { Block } from '../blocks';
import { calendarOf, type Calendars } from '../overlays';
import { pack, type More, type Place } from '../pack';
import { EventBlock } from './event-block';

/** What is being made. */
export interface Draft {
  /** Epoch milliseconds. */
  start: number;
  end: number;
  allDay: boolean;
}

interface Props {
  day: Day;
  work: readonly WorkSpan[];
  blocks: readonly Block[];
  calendars: Calendars;
  now: number;
  /** Key of what is on its way elsewhere. */
  held: string | null;
  draft: Draft | null;
  /** The day was chosen from "+3": show it alone. */
  onDay(date: Temporal.PlainDate): void;
}

type Drawn = { readonly block: Block; readonly key: string } & Stretch;

/** One day: its meetings side by side, the current minute, clock changes, and the slot being made. */
export const DayColumn = memo(function DayColumn({ day, work, blocks, calendars, now, held, draft, onDay }: Props) {
  const t = useTranslations('calendar');
  const formats = useFormats();
  const { drawn, more } = useMemo(() => arranged(day, blocks, calendars), [day, blocks, calendars]);
  const minute = now >= day.start && now < day.end ? wallMinute(day, now) : null;
  const draftSpan = draft ? stretchOn(day, draft.start, draft.end) : null;

  return (
    <div className="timegrid-column" role="group" aria-label={formats.longDate(day.date)} data-day-name={formats.date(day.date, { weekday: 'long' })}>
      {restOf(work).map((rest) => (
        <div key={rest.from} className="timegrid-rest" style={vars(position(rest.from, rest.to))} />
      ))}
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
      {drawn.map(({ block, key, from, minutes, style }) => (
        <EventBlock
          key={key}
          block={block}
          calendars={calendars}
          past={block.end <= now}
          minutes={minutes}
          held={held === key}
          into={minute !== null && minute >= from && minute < from + minutes ? minute - from : null}
          className="timegrid-block"
          style={style}
        />
      ))}
      {more.map((tile) => (
        <button
          key={tile.from}
          type="button"
          aria-label={t('moreOn', { count: tile.keys.length, day: formats.longDate(day.date) })}
          onClick={() => onDay(day.date)}
          className="timegrid-block flex cursor-pointer items-start justify-center rounded-sm bg-hover pt-1 text-xs font-[600] text-fg-2"
          style={styleOf(tile)}
        >
          {t('more', { count: tile.keys.length })}
        </button>
      ))}
      {draft && draftSpan ? (
        <div data-draft="" className="timegrid-draft" style={vars(position(draftSpan.from, draftSpan.to))}>
          <span className="draft-range">{formats.timeRange(draft.start, draft.end)}</span>
          <span className="draft-start">{formats.time(draft.start)}</span>
        </div>
      ) : null}
      {minute === null ? null : <div className="timegrid-now" style={vars({ '--top': percent(minute) })} />}
    </div>
  );
});

function position(from: number, to: number) {
  return { '--top': percent(from), '--height': percent(to - from) } as const;
}

function styleOf({ from, to, column, width, columns }: Place & Pick<Stretch, 'from' | 'to'>) {
  return vars({ ...position(from, to), '--column': column, '--span': width, '--columns': columns });
}

/** Side by side where meetings overlap; each calendar in a part of its own where they stand beside each other. */
function arranged(day: Day, blocks: readonly Block[], { beside, shown, me }: Calendars) {
  const all: Drawn[] = blocks.flatMap((block) => {
    const stretch = block.dates ? null : stretchOn(day, block.start, block.end);
    return stretch ? [{ block, key: block.key, ...stretch }] : [];
  });
  const groups = beside && shown.length > 1 ? shown.map(({ id }) => all.filter(({ block }) => calendarOf(block, me) === id)) : [all];
  const parts = groups.map((group, index) => {
    const { places, more } = pack(group);
    const within = <P extends Place>(place: P): P => ({ ...place, column: index * place.columns + place.column, columns: place.columns * groups.length });
    const drawn = group.flatMap(({ block, key, from, to }) => {
      const place = places.get(key);
      return place ? [{ block, key, from, minutes: to - from, style: styleOf({ ...within(place), from, to }) }] : [];
    });
    return { drawn, more: more.map((tile): More => within(tile)) };
  });
  return { drawn: parts.flatMap(({ drawn }) => drawn), more: parts.flatMap(({ more }) => more) };
}

/** The instants of a stretch of a day's wall. */
export function draftOf(day: Day, from: number, to: number): Draft {
  const start = instantAtWall(day, from);
  const end = to >= minutesInDay ? day.end : instantAtWall(day, to);
  return { start, end: end > start ? end : start + 30 * 60_000, allDay: false };
}
