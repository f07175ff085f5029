'use client';

import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import { vars } from '@/components/css-vars';
import { percent } from '@/lib/grid/scale';
import { wallMinute, type Day } from '@/lib/time/day';
import { useFormats } from '@/lib/time/formats-context';
import { askedBy, type Ask, type Axis, type Bounds, type Frame } from '../frame';

interface Props {
  frame: Frame;
  bounds: Bounds;
  /** The day it lies in, and which of those in view that is. */
  day: Day;
  column: number;
  axis: Axis;
  /** Who can come, in words. */
  state: string;
  onMove(ask: Ask): void;
  onUse(): void;
}

/** The frame over the grid. For hands it is dragged; for keys and screen readers it is a slider along time. */
export function FrameHandle({ frame, bounds, day, column, axis, state, onMove, onUse }: Props) {
  const t = useTranslations('find');
  const formats = useFormats();
  const handle = useRef<HTMLDivElement>(null);
  const from = wallMinute(day, frame.start);
  const to = frame.end >= day.end ? 1440 : wallMinute(day, frame.end);

  const pressed = (event: React.KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      return onUse();
    }
    const ask = askedBy(event, axis, getComputedStyle(handle.current!).direction === 'rtl');
    if (!ask) return;
    event.preventDefault();
    event.stopPropagation();
    onMove(ask);
  };

  return (
    <div
      ref={handle}
      role="slider"
      tabIndex={0}
      aria-label={t('frame')}
      aria-orientation={axis === 'down' ? 'vertical' : 'horizontal'}
      aria-valuemin={0}
      aria-valuemax={Math.round((bounds.to - bounds.from) / 60_000)}
      aria-valuenow={Math.round((frame.start - bounds.from) / 60_000)}
      aria-valuetext={`${formats.longDay(frame.start)}, ${formats.timeRange(frame.start, frame.end)}. ${state}`}
      aria-describedby="find-frame-keys"
      data-frame=""
      className="find-frame"
      data-axis={axis}
      style={vars({ '--from': percent(from), '--length': percent(Math.max(to - from, 10)), '--day': column })}
      onKeyDown={pressed}
    >
      <span aria-hidden className="find-frame-time">
        {formats.time(frame.start)}
      </span>
      <span id="find-frame-keys" hidden>
        {t('frameKeys')}
      </span>
    </div>
  );
}
