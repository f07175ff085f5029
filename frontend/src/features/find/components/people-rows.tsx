'use client';

import { DoorOpen } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Avatar } from '@/components/avatar';
import { vars } from '@/components/css-vars';
import { percent, restOf, stretchOn } from '@/lib/grid/scale';
import { instantAt } from '@/lib/grid/place';
import { useDrag } from '@/lib/grid/use-drag';
import { instantAtWall, wallMinute, type Day } from '@/lib/time/day';
import { useFormats } from '@/lib/time/formats-context';
import { dayNumber } from '@/lib/time/range';
import { boxAlong, spotAlong, type Line } from '../along';
import type { Subject } from '../standing';
import { FrameHandle } from './frame-handle';
import { carry, heldFrame, useStateInWords, type CarryProps } from './heat-table';
import type { Answer } from './use-answer';

interface Props extends CarryProps {
  day: Day;
  who: { required: readonly string[]; optional: readonly string[] };
  rooms: readonly string[];
  answer: Answer;
  subjects: ReadonlyMap<string, Subject>;
}

const hours = Array.from({ length: 23 }, (_, index) => index + 1);

/** A day, hour by hour: a row for each, with their own hours where they live elsewhere. Nobody's reasons are told. */
export function PeopleRows({ day, who, rooms, answer, subjects, frame, bounds, words, onMove, onCarry, onUse, onPage }: Props) {
  const t = useTranslations('find');
  const formats = useFormats();
  const root = useRef<HTMLDivElement>(null);
  const everybody = [...who.required, ...who.optional];

  const { ghost, gesture, onPointerDown } = useDrag({
    root,
    scroller: '.find-lines',
    spotAt: (grid, point) => spotAlong(measured(grid, day), point),
    boxOf: (grid, extent) => boxAlong(measured(grid, day), extent),
    hold: (target) => (target.closest('[data-frame]') ? heldFrame(frame, formats.zone) : null),
    at: (extent) => carry(root.current, extent, formats.zone, formats.time.bind(formats), onCarry),
    page: (by) => turn(root.current!, by, onPage),
    drop: ({ extent }) => {
      if (!extent.lane) onMove({ kind: 'put', start: instantAt(extent.from, formats.zone) });
    },
  });
  useEffect(() => {
    if (gesture.state === 'idle') onCarry(null);
  }, [gesture.state]);
  const minute = wallMinute(day, frame.start);
  useEffect(() => {
    const lines = root.current?.querySelector('.find-lines');
    const sheet = root.current?.querySelector('.find-over');
    if (!lines || !sheet) return;
    // What is scrolled is counted from where one begins to read.
    const [at, room, gutter] = [Math.abs(lines.scrollLeft), lines.clientWidth - (lines.scrollWidth - sheet.clientWidth), 24];
    const left = (minute / 1440) * sheet.clientWidth;
    const isIn = left >= at + gutter && left <= at + room - 3 * gutter;
    const to = Math.max(0, left - room / 3);
    if (!isIn) lines.scrollTo({ left: getComputedStyle(lines).direction === 'rtl' ? -to : to });
  }, [minute, day]);

  return (
    <div ref={root} className="find-people" data-dragging={gesture.state === 'dragging' ? '' : undefined} onPointerDown={onPointerDown}>
      <div className="find-lines">
        <div
          className="find-sheet"
          onClick={(event) => {
            if ((event.target as Element).closest('[data-frame], .find-name')) return;
            const { minute, day: number } = spotAlong(measured(root.current!, day), { x: event.clientX, y: event.clientY });
            onMove({ kind: 'put', start: instantAt({ day: number, minute: Math.floor(minute / 15) * 15, lane: false }, formats.zone) });
          }}
        >
          <div aria-hidden className="find-line find-line-head">
            <span className="find-name" />
            <span className="find-hours">
              {hours.map((hour) => (
                <span key={hour} style={vars({ '--from': percent(hour * 60) })}>
                  {formats.hour(hour)}
                </span>
              ))}
            </span>
          </div>
          <ul aria-label={t('rowsLabel', { day: formats.longDate(day.date) })}>
            {everybody.map((id) => (
              <Row
                key={id}
                day={day}
                name={words.name(id)}
                mark={<Avatar id={id} name={answer.people.get(id)?.name ?? ''} size={20} />}
                note={who.optional.includes(id) ? t('optional') : ''}
                zone={answer.people.get(id)?.time_zone ?? null}
                subject={subjects.get(id)}
              />
            ))}
            {rooms.map((id) => (
              <Row
                key={id}
                day={day}
                name={words.room(id)}
                mark={<DoorOpen aria-hidden className="size-4.5 text-fg-3" strokeWidth={1.75} />}
                note=""
                zone={null}
                subject={subjects.get(id)}
              />
            ))}
          </ul>
          <div className="find-over">
            <FrameHandle frame={frame} bounds={bounds} day={day} column={0} axis="along" state={useStateInWords(who, subjects, frame, words)} onMove={onMove} onUse={onUse} />
          </div>
        </div>
      </div>
      <div className="find-clip" aria-hidden>
        <div ref={ghost} className="find-ghost" data-axis="along">
          <span className="find-frame-time" />
        </div>
      </div>
    </div>
  );
}

interface RowProps {
  day: Day;
  name: string;
  mark: React.ReactNode;
  note: string;
  zone: string | null;
  subject: Subject | undefined;
}

function Row({ day, name, mark, note, zone, subject }: RowProps) {
  const t = useTranslations('find');
  const formats = useFormats();
  const busy = (subject?.busy ?? []).flatMap((one) => {
    const stretch = stretchOn(day, Math.max(one.start, day.start), Math.min(one.end, day.end));
    return stretch ? [{ ...stretch, kind: one.kind, start: Math.max(one.start, day.start), end: Math.min(one.end, day.end) }] : [];
  });
  const work = (subject?.open ?? []).flatMap(({ start, end }) => stretchOn(day, start, end) ?? []);
  const said = busy.map(({ kind, start, end }) => t('rowTime', { what: t(kind), time: formats.timeRange(start, end) }));
  const elsewhere = zone !== null && zone !== formats.zone;
  return (
    <li className="find-line">
      <span className="find-name">
        {mark}
        <span className="min-w-0">
          <span dir="auto" className="block truncate font-[550]">
            {name}
          </span>
          {note ? <span className="block truncate text-2xs text-fg-3">{note}</span> : null}
        </span>
      </span>
      <span className="sr-only">{said.length > 0 ? t('rowBusy', { name, times: said.join(', ') }) : t('rowNone', { name })}</span>
      <span aria-hidden className="find-hours">
        {restOf(work).map((rest) => (
          <span key={`rest${rest.from}`} className="find-rest" style={vars({ '--from': percent(rest.from), '--length': percent(rest.to - rest.from) })} />
        ))}
        {day.skipped.map((gap) => (
          <span key={`gap${gap.from}`} className="find-gap" style={vars({ '--from': percent(gap.from), '--length': percent(gap.to - gap.from) })} />
        ))}
        {busy.map(({ from, to, kind, start }) => (
          <span key={`${kind}${start}`} className="find-busy" data-kind={kind} style={vars({ '--from': percent(from), '--length': percent(to - from) })}>
            {t(kind)}
          </span>
        ))}
        {elsewhere
          ? hours.filter((hour) => hour % 2 === 0).map((hour) => (
              <span key={hour} className="find-local" style={vars({ '--from': percent(hour * 60) })}>
                {formats.time(instantAtWall(day, hour * 60), zone)}
              </span>
            ))
          : null}
      </span>
    </li>
  );
}

function measured(root: HTMLElement, day: Day): Line {
  const { left, top, width, height } = root.querySelector('.find-over')!.getBoundingClientRect();
  return { day: dayNumber(day.date), left, width, top, height, rtl: getComputedStyle(root).direction === 'rtl' };
}

/** A hand at the edge sees more of the day first, then the next. */
function turn(root: HTMLElement, by: -1 | 1, onPage: (by: -1 | 1) => void): void {
  const lines = root.querySelector<HTMLElement>('.find-lines')!;
  const direction = getComputedStyle(lines).direction === 'rtl' ? -by : by;
  const before = lines.scrollLeft;
  lines.scrollBy({ left: direction * lines.clientWidth * 0.3, behavior: 'instant' });
  if (lines.scrollLeft === before) onPage(by);
}
