'use client';

import { CircleHelp, Lock, MapPin, Repeat, Video } from 'lucide-react';
import { memo } from 'react';
import { useTranslations } from 'use-intl';
import { cx } from '@/components/class-names';
import { vars } from '@/components/css-vars';
import { useShownDisplay } from '@/lib/display';
import { useRecent } from '@/lib/live/recent';
import { useFormats } from '@/lib/time/formats-context';
import { isMovable, lookOf, type Block } from '../blocks';
import { calendarOf, letterOf, type Calendars } from '../overlays';

interface Props {
  block: Block;
  calendars: Calendars;
  past: boolean;
  /** How long it is drawn; its height decides how much is told. Its width does so in the style sheet. */
  minutes: number;
  /** It is on its way elsewhere: here it is an outline. */
  held?: boolean;
  /** Minutes since it began, while it is on: the line of now runs there, behind the words. */
  into?: number | null;
  style?: React.CSSProperties;
  className?: string;
}

const glyph = { 'aria-hidden': true, className: 'size-3.5 shrink-0', strokeWidth: 1.75 } as const;

/** One meeting, drawn the same wherever it stands. Colour says whose, shape and words say what state. */
export const EventBlock = memo(function EventBlock({ block, calendars, past, minutes, held = false, into = null, style, className }: Props) {
  const t = useTranslations('calendar');
  const formats = useFormats();
  const flash = useRecent().has(block.entry.meeting_id ?? '');
  const { entry } = block;
  const look = lookOf(entry, calendars.me);
  const label = useBlockLabel(block, calendars);
  const movable = isMovable(block, calendars.me);
  const height = (minutes / 60) * (useShownDisplay().density === 'compact' ? 44 : 56);
  const one = height < 40;

  return (
    <button
      type="button"
      aria-disabled={entry.meeting_id === null}
      aria-describedby={movable ? 'event-keys' : undefined}
      data-key={block.key}
      data-look={look}
      data-line={one ? '' : undefined}
      data-past={past ? '' : undefined}
      data-held={held ? '' : undefined}
      data-on={into === null ? undefined : ''}
      data-movable={movable ? '' : undefined}
      style={style}
      className={cx('event', `hue-${calendars.hueOf(block)}`, flash && 'flash', className)}
    >
      <span className="sr-only">{label}</span>
      {into === null ? null : <span aria-hidden className="event-now" style={vars({ '--into': into })} />}
      {movable && !block.dates ? <span aria-hidden data-edge="start" className="event-edge top-0" /> : null}
      <span aria-hidden className={cx('min-w-0 flex-1', one && 'flex h-4 flex-wrap items-baseline gap-x-1.5 overflow-hidden leading-4')}>
        <span dir="auto" data-letter={letterOf(calendarOf(block, calendars.me), calendars.shown)} className={cx('event-title max-w-full min-w-0', height >= 64 ? 'line-clamp-2' : 'block truncate')}>
          {entry.title ?? t('busy')}
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
        {calendars.alsoIn(block).map(({ id, hue }) => (
          <span key={id} className={`hue-${hue} mt-1 size-2 shrink-0 rounded-full bg-(--bar)`} />
        ))}
        {height >= 40 && entry.conference_url ? <Video {...glyph} /> : null}
        {height >= 40 && entry.repeats ? <Repeat {...glyph} /> : null}
        {height >= 40 && entry.visibility === 'private' && entry.guest_count === 0 ? <Lock {...glyph} /> : null}
      </span>
      {movable ? <span aria-hidden data-edge="end" className={block.dates ? 'event-edge-inline end-0' : 'event-edge bottom-0'} /> : null}
    </button>
  );
});

/** Title, day, time, place, state, people: everything the drawing says, in one sentence. */
export function useBlockLabel(block: Block, calendars: Calendars): string {
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
  parts.push(t(`look.${lookOf(entry, calendars.me)}`));
  if (entry.guest_count) parts.push(t('people', { count: entry.guest_count + 1 }));
  if (entry.repeats) parts.push(t('repeats'));
  const whose = calendars.shown.filter(({ id }) => id !== null && (id === entry.person_id || id === entry.room_id));
  const names = [...whose, ...calendars.alsoIn(block)].map(({ name }) => name);
  if (names.length > 0) parts.push(t('inCalendarOf', { names: formats.list(names) }));
  return parts.join(', ');
}
