'use client';

import type { RefObject } from 'react';
import { useTranslations } from 'use-intl';
import { cx } from '@/components/class-names';
import type { Block } from '../blocks';
import type { Calendars } from '../overlays';

interface Props {
  /** What is dragged; none where something new is drawn. */
  block: Block | undefined;
  calendars: Calendars;
  ref: RefObject<HTMLDivElement | null>;
}

/** What rides along with the pointer. Its place and its time are written by the drag, outside of React. */
export function Ghost({ block, calendars, ref }: Props) {
  const t = useTranslations('calendar');
  return (
    <div className="timegrid-clip" aria-hidden>
      <div ref={ref} className={cx('timegrid-ghost', block ? `event hue-${calendars.hueOf(block)}` : 'timegrid-ghost-slot')}>
        <span className="timegrid-ghost-time" />
        <span dir="auto" className="block truncate font-[550]">
          {block ? (block.entry.title ?? t('busy')) : null}
        </span>
      </div>
    </div>
  );
}
