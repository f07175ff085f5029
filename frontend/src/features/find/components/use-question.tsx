'use client';

import { useSearchParams } from 'next/navigation';
import { useMemo } from 'react';
import { usePerson } from '@/features/session';
import { useFormats } from '@/lib/time/formats-context';
import { firstWeekday, todayIn } from '@/lib/time/range';
import { questionOf, textOf, type Question, type Reader } from '../question';

export type GridView = 'heat' | 'rows';

/** What the address says besides: how the grid is shown, and what the time is for. */
const besides = ['v', 'draft', 'move', 'of'] as const;

/** The question stands in the address, whole, so that it can be sent to somebody; changing it is no step to go back from. */
export function useQuestion(now: number) {
  const search = useSearchParams();
  const me = usePerson().id;
  const { zone, locale } = useFormats();
  const today = todayIn(zone, now).toString();
  const text = search.toString();
  const reader = useMemo((): Reader => ({ me, today: Temporal.PlainDate.from(today), firstWeekday: firstWeekday(locale) }), [me, today, locale]);
  const question = useMemo(() => questionOf(new URLSearchParams(text), reader), [text, reader]);
  const view: GridView = search.get('v') === 'people' ? 'rows' : 'heat';

  const go = (asked: string, more: Partial<Record<(typeof besides)[number], string | null>> = {}) => {
    const kept = new URLSearchParams();
    for (const name of besides) {
      const value = name in more ? more[name] : search.get(name);
      if (value) kept.set(name, value);
    }
    window.history.replaceState(null, '', `?${[asked, kept.toString()].filter(Boolean).join('&')}`);
  };
  return {
    question,
    reader,
    view,
    /** Whether a composer waits for the time. */
    forDraft: search.has('draft'),
    /** The meeting that is to take place then instead, and which date of a series. */
    moving: idIn(search.get('move')),
    movingDate: search.get('of'),
    ask: (changed: Question) => go(textOf(changed)),
    show: (shown: GridView) => go(textOf(question), { v: shown === 'rows' ? 'people' : null }),
  };
}

function idIn(text: string | null): string | null {
  return text !== null && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text : null;
}
