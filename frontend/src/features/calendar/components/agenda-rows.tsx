'use client';

import { MapPin } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { cx } from '@/components/class-names';
import { useFormats } from '@/lib/time/formats-context';
import type { AgendaRow } from '../agenda';
import { lookOf, type Block } from '../blocks';
import { calendarOf, letterOf, type Calendars } from '../overlays';
import { useBlockLabel } from './event-block';

interface Props {
  rows: readonly AgendaRow[];
  calendars: Calendars;
  now: number;
  onOpen(element: HTMLElement, block: Block): void;
}

/** A day as a list: when, what, where, and the time that is left between. */
export function AgendaRows({ rows, calendars, now, onOpen }: Props) {
  const t = useTranslations('views');
  const formats = useFormats();
  return (
    <ul className="flex flex-col gap-1">
      {rows.map((row) =>
        row.kind === 'free' ? (
          <li key={row.start} className="flex items-center gap-3 px-2 py-1 text-xs text-fg-3">
            <span aria-hidden className="ms-[7.25rem] h-px flex-1 border-t border-dashed border-line" />
            {t('free', { length: formats.duration(row.end - row.start) })}
            <span aria-hidden className="h-px flex-1 border-t border-dashed border-line" />
          </li>
        ) : (
          <li key={row.block.key}>
            <Row block={row.block} calendars={calendars} now={now} onOpen={onOpen} />
          </li>
        ),
      )}
    </ul>
  );
}

function Row({ block, calendars, now, onOpen }: { block: Block } & Omit<Props, 'rows'>) {
  const t = useTranslations('calendar');
  const formats = useFormats();
  const { entry } = block;
  const look = lookOf(entry, calendars.me);
  const label = useBlockLabel(block, calendars);
  return (
    <button
      type="button"
      data-key={block.key}
      data-look={look}
      aria-disabled={entry.meeting_id === null}
      onClick={(event) => entry.meeting_id && onOpen(event.currentTarget, block)}
      className={cx(`hue-${calendars.hueOf(block)}`, 'agenda-row', block.end <= now && 'text-fg-2')}
    >
      <span className="sr-only">{label}</span>
      <span aria-hidden className="tabular w-26 shrink-0 text-sm text-fg-2">
        {block.dates ? t('allDay') : formats.timeRange(block.start, block.end)}
      </span>
      <span aria-hidden className="agenda-bar" />
      <span aria-hidden className="min-w-0 flex-1">
        <span dir="auto" data-letter={letterOf(calendarOf(block, calendars.me), calendars.shown)} className="agenda-title block font-[550] break-words">
          {entry.title ?? t('busy')}
        </span>
        {entry.location ? (
          <span className="flex items-center gap-1 text-xs text-fg-3">
            <MapPin aria-hidden className="size-3 shrink-0" strokeWidth={1.75} />
            <span dir="auto" className="truncate">
              {entry.location}
            </span>
          </span>
        ) : null}
        {look === 'needs_action' ? <span className="block text-xs font-[550] text-accent">{t('answerNeeded')}</span> : null}
        {look === 'cancelled' ? <span className="block text-xs text-fg-3">{t('cancelled')}</span> : null}
        {look === 'tentative' ? <span className="block text-xs text-fg-3">{t('look.tentative')}</span> : null}
      </span>
      {calendars.alsoIn(block).map(({ id, hue }) => (
        <span key={id} aria-hidden className={`hue-${hue} mt-1.5 size-2 shrink-0 rounded-full bg-(--bar)`} />
      ))}
    </button>
  );
}
