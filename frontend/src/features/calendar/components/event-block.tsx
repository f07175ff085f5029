'use client';

import { CircleHelp, Lock, MapPin, Video } from 'lucide-react';
import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import { cx } from '@/components/class-names';
import { hueOf } from '@/components/hues';
import { useRecent } from '@/lib/live/recent';
import { useFormats } from '@/lib/time/formats-context';
import { lookOf, type Block } from '../blocks';

interface Props {
  block: Block;
  me: string;
  now: number;
  /** Pixels it is drawn high; decides how much is told. Its width does so in the style sheet. */
  height: number;
  style?: React.CSSProperties;
  className?: string;
  onOpen(element: HTMLElement, block: Block): void;
}

const glyph = { 'aria-hidden': true, className: 'size-3.5 shrink-0', strokeWidth: 1.75 } as const;

/** One meeting, drawn the same wherever it stands. Colour says whose, shape and words say what state. */
export function EventBlock({ block, me, now, height, style, className, onOpen }: Props) {
  const t = useTranslations('calendar');
  const formats = useFormats();
  const flash = useRecent().has(block.entry.meeting_id ?? '');
  const element = useRef<HTMLButtonElement>(null);
  const { entry } = block;
  const look = lookOf(entry, me);
  const title = entry.title ?? t('busy');
  const label = useBlockLabel(block, me);
  const one = height < 40;

  return (
    <button
      ref={element}
      type="button"
      aria-disabled={entry.meeting_id === null}
      data-look={look}
      data-line={one ? '' : undefined}
      data-past={block.end <= now ? '' : undefined}
      style={style}
      className={cx('event', `hue-${hueOf(entry.host_id ?? entry.person_id ?? '')}`, flash && 'flash', className)}
      onClick={() => entry.meeting_id && element.current && onOpen(element.current, block)}
    >
      <span className="sr-only">{label}</span>
      <span aria-hidden className={cx('min-w-0 flex-1', one && 'flex h-4 flex-wrap items-baseline gap-x-1.5 overflow-hidden leading-4')}>
        <span dir="auto" className={cx('event-title max-w-full min-w-0', height >= 64 ? 'line-clamp-2 [overflow-wrap:anywhere]' : 'block truncate')}>
          {title}
        </span>
        {block.dates ? null : (
          <span className={cx('event-meta event-time truncate', one ? 'leading-4' : 'block')}>
            <span className="event-start">{formats.time(block.start)}</span>
            {one ? null : <span className="event-range">{formats.timeRange(block.start, block.end)}</span>}
          </span>
        )}
        {height >= 70 && look === 'cancelled' ? <span className="event-meta event-extra block">{t('cancelled')}</span> : null}
        {height >= 70 && look === 'needs_action' ? <span className="event-meta event-extra block">{t('answerNeeded')}</span> : null}
        {height >= 80 && entry.location ? (
          <span className="event-meta event-extra flex items-center gap-1">
            <MapPin {...glyph} className="size-3 shrink-0" />
            <span dir="auto" className="truncate">
              {entry.location}
            </span>
          </span>
        ) : null}
      </span>
      <span aria-hidden className="event-glyphs flex gap-1 pt-0.5">
        {look === 'tentative' ? <CircleHelp {...glyph} /> : null}
        {look === 'needs_action' ? <span aria-hidden className="mt-1 size-2 shrink-0 rounded-full bg-(--bar)" /> : null}
        {height >= 40 && entry.conference_url ? <Video {...glyph} /> : null}
        {height >= 40 && entry.visibility === 'private' && entry.guest_count === 0 ? <Lock {...glyph} /> : null}
      </span>
    </button>
  );
}

/** Title, day, time, place, state, people: everything the drawing says, in one sentence. */
export function useBlockLabel(block: Block, me: string): string {
  const t = useTranslations('calendar');
  const formats = useFormats();
  const { entry } = block;
  const last = block.dates?.after.subtract({ days: 1 });
  const when = block.dates
    ? block.dates.first.equals(last!)
      ? t('labelAllDay', { day: formats.longDate(block.dates.first) })
      : t('labelDays', { first: formats.longDate(block.dates.first), last: formats.longDate(last!) })
    : t('labelTime', {
        day: formats.longDay(block.start),
        start: formats.time(block.start),
        end: formats.time(block.end),
      });
  const parts = [entry.title ?? t('busy'), when];
  if (entry.location) parts.push(entry.location);
  parts.push(t(`look.${lookOf(entry, me)}`));
  if (entry.guest_count) parts.push(t('people', { count: entry.guest_count + 1 }));
  return parts.join(', ');
}
