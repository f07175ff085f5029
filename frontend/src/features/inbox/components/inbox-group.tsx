'use client';

import { ChevronDown } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Group, Row } from '../groups';

interface Props {
  group: Group;
  /** Older news of the same meeting stay folded until asked for. */
  folds: boolean;
  children(row: Row): ReactNode;
}

/** What is told of one meeting: the newest, and what came before it. */
export function InboxGroup({ group, folds, children }: Props) {
  const t = useTranslations('inbox');
  const [open, setOpen] = useState(false);
  const [newest, ...earlier] = group.rows;
  const shown = folds && !open ? [] : earlier;
  return (
    <section aria-label={newest!.shown.meeting?.title ?? t('aboutAccount')}>
      <ul>
        {children(newest!)}
        {shown.map(children)}
      </ul>
      {folds && earlier.length > 0 ? (
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="mb-2 ms-14 flex h-8 cursor-pointer items-center gap-1.5 rounded-md px-2 text-sm font-[550] text-fg-2 hover:bg-hover hover:text-fg pointer-coarse:h-11"
        >
          <ChevronDown aria-hidden className={`size-4 transition-transform duration-(--t-2) ${open ? 'rotate-180' : ''}`} strokeWidth={1.75} />
          {open ? t('fewer') : t('earlier', { count: earlier.length })}
        </button>
      ) : null}
    </section>
  );
}
