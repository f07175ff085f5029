'use client';

import { memo } from 'react';
import { useTranslations } from 'use-intl';
import { vars } from '@/components/css-vars';
import { EventBlock, type Block, type Calendars } from '@/features/calendar';
import type { Room } from '@/lib/api/types';
import { percent } from '@/lib/grid/scale';
import type { Day, WallSpan } from '@/lib/time/day';
import { useFormats } from '@/lib/time/formats-context';
import { barsOf, closedOn, keptOn, wallOf } from '../timeline';
import type { Span, Vacancy } from '../vacancy';

interface Props {
  room: Room;
  day: Day;
  now: number;
  blocks: readonly Block[] | undefined;
  vacancy: Vacancy | undefined;
  calendars: Calendars;
  /** The booking that is being made. */
  draft: Span | null;
}

const none: readonly Block[] = [];

/** Minutes that stand for the height of a line. */
const lineHeight = 60;

/** One room's day: closed hours, what is kept free, bookings, clock changes. Names and half hours lie over it in a grid of their own. */
export const RoomLine = memo(function RoomLine({ room, day, now, blocks = none, vacancy, calendars, draft }: Props) {
  const t = useTranslations('roomsPage');
  const formats = useFormats();
  return (
    <div role="group" aria-label={room.name} className="rooms-line">
      {vacancy ? closedOn(day, vacancy).map((span) => <div key={span.from} className="rooms-span rooms-closed" style={along(span)} />) : null}
      {vacancy ? keptOn(day, vacancy, blocks).map((span) => <div key={span.from} className="rooms-span rooms-kept" style={along(span)} />) : null}
      {day.skipped.map((span) => (
        <div key={span.from} className="rooms-span rooms-skipped" style={along(span)}>
          <span className="w-max max-w-27 shrink-0 rounded-xs bg-surface px-1 text-center text-2xs font-[500] text-fg-2">{t('skipped')}</span>
        </div>
      ))}
      {day.repeated.map((span) => (
        <div key={span.from} className="rooms-span border-s border-dashed border-line-strong ps-1 text-2xs font-[500] text-fg-2" style={along({ from: (span.from + span.to) / 2, to: span.to })}>
          <span className="block w-max max-w-27">{t('again')}</span>
        </div>
      ))}
      {barsOf(day, blocks).map(({ block, from, to }) => (
        <EventBlock key={block.key} block={block} calendars={calendars} past={block.end <= now} minutes={lineHeight} className="rooms-bar" style={along({ from, to })} />
      ))}
      {draft
        ? wallOf(day, [draft]).map((span) => (
            <div key={span.from} data-draft="" className="timegrid-draft rooms-draft" style={along(span)}>
              {formats.timeRange(draft.start, draft.end)}
            </div>
          ))
        : null}
    </div>
  );
});

function along({ from, to }: WallSpan) {
  return vars({ '--from': percent(from), '--long': percent(to - from) });
}
