'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { vars } from '@/components/css-vars';
import { startOf } from '@/lib/time/moment';
import { useFormats } from '@/lib/time/formats-context';
import { runsOn, type Block } from '../blocks';
import { lanesOf } from '../lanes';
import type { Calendars } from '../overlays';
import type { Draft } from './day-column';
import { EventBlock } from './event-block';

const mostLanes = 3;

interface Props {
  days: readonly Temporal.PlainDate[];
  blocks: readonly Block[];
  calendars: Calendars;
  now: number;
  held: string | null;
  draft: Draft | null;
}

/** What lasts whole days, above the hours; empty it is a place to put something. */
export function AllDayLane({ days, blocks, calendars, now, held, draft }: Props) {
  const t = useTranslations('calendar');
  const { zone } = useFormats();
  const [open, setOpen] = useState(false);
  const columnsOf = (shows: (day: Temporal.PlainDate) => boolean) => days.flatMap((day, index) => (shows(day) ? [index] : []));
  const spans = blocks.flatMap((block) => {
    const columns = columnsOf((day) => runsOn(block, day));
    const [first, last] = [columns[0], columns[columns.length - 1]];
    return first === undefined || last === undefined ? [] : [{ key: block.key, first, last, block }];
  });
  const drafted = columnsOf((day) => {
    const start = startOf({ date: day.toString() }, zone);
    return draft !== null && draft.start <= start && start < draft.end;
  });
  const byKey = new Map(spans.map(({ key, block }) => [key, block]));
  const lanes = lanesOf(spans);
  const shown = open ? lanes : lanes.filter(({ lane }) => lane < mostLanes);
  const hidden = lanes.length - shown.length;
  const rows = Math.max(0, ...shown.map(({ lane }) => lane + 1));

  return (
    <div className="timegrid-columns border-t border-line" style={vars({ '--days': days.length })}>
      <div className="flex items-end justify-end py-1 pe-2 text-end text-2xs leading-tight font-[500] wrap-anywhere text-fg-3">
        {hidden > 0 || open ? (
          <button
            type="button"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
            className="min-h-6 min-w-6 cursor-pointer rounded-xs font-[600] text-accent"
          >
            {open ? t('less') : t('more', { count: hidden })}
          </button>
        ) : (
          t('allDay')
        )}
      </div>
      <div
        role="group"
        aria-label={t('allDayGroup')}
        data-day-name={t('allDay')}
        className="all-day col-start-2 col-end-[-1] grid min-h-7 content-start gap-y-0.5 py-1"
        style={vars({ '--days': days.length })}
      >
        {shown.map(({ key, first, last, lane }) => (
          <EventBlock
            key={key}
            block={byKey.get(key)!}
            calendars={calendars}
            past={byKey.get(key)!.end <= now}
            minutes={25}
            held={held === key}
            className="mx-0.5 h-6"
            style={{ gridColumn: `${first + 1} / ${last + 2}`, gridRow: lane + 1 }}
          />
        ))}
        {drafted.length > 0 ? (
          <div
            data-draft=""
            className="mx-0.5 h-6 rounded-sm border-[1.5px] border-dashed border-accent bg-accent-soft"
            style={{ gridColumn: `${drafted[0]! + 1} / ${drafted[drafted.length - 1]! + 2}`, gridRow: rows + 1 }}
          />
        ) : null}
      </div>
    </div>
  );
}
