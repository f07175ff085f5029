'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { vars } from '@/components/css-vars';
import { runsOn, type Block } from '../blocks';
import { lanesOf } from '../lanes';
import { EventBlock } from './event-block';

const mostLanes = 3;

interface Props {
  days: readonly Temporal.PlainDate[];
  blocks: readonly Block[];
  me: string;
  now: number;
  onOpen(element: HTMLElement, block: Block): void;
}

/** What lasts whole days, above the hours. */
export function AllDayLane({ days, blocks, me, now, onOpen }: Props) {
  const t = useTranslations('calendar');
  const [open, setOpen] = useState(false);
  const spans = blocks.flatMap((block) => {
    const columns = days.flatMap((day, index) => (runsOn(block, day) ? [index] : []));
    const [first, last] = [columns[0], columns[columns.length - 1]];
    return first === undefined || last === undefined ? [] : [{ key: block.key, first, last, block }];
  });
  if (spans.length === 0) return null;
  const byKey = new Map(spans.map(({ key, block }) => [key, block]));
  const lanes = lanesOf(spans);
  const shown = open ? lanes : lanes.filter(({ lane }) => lane < mostLanes);
  const hidden = lanes.length - shown.length;

  return (
    <div className="timegrid-columns border-t border-line py-1" style={vars({ '--days': days.length })}>
      <div className="flex items-end justify-end pe-2 pb-1 text-2xs font-[500] text-fg-3">
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
        className="all-day col-start-2 col-end-[-1] grid gap-y-0.5"
        style={vars({ '--days': days.length })}
      >
        {shown.map(({ key, first, last, lane }) => (
          <EventBlock
            key={key}
            block={byKey.get(key)!}
            me={me}
            now={now}
            height={24}
            className="mx-0.5 h-[22px]"
            style={{ gridColumn: `${first + 1} / ${last + 2}`, gridRow: lane + 1 }}
            onOpen={onOpen}
          />
        ))}
      </div>
    </div>
  );
}
