'use client';

import { useTranslations } from 'use-intl';
import { cx } from '@/components/class-names';
import { useFormats } from '@/lib/time/formats-context';
import type { Day } from '@/lib/time/day';
import { stateAt, type Vacancy } from '../vacancy';

const looks = { free: ['bg-success', 'text-success'], taken: ['bg-danger', 'text-danger'], closed: ['bg-line-strong', 'text-fg-3'] } as const;

interface Props {
  vacancy: Vacancy | undefined;
  day: Day;
  now: number;
  /** Told to those who cannot see the line beside it; else it is there for all. */
  className?: string;
}

/** Whether a room is free now and until when, else when it is again. Of another day nothing is said. */
export function StateWords({ vacancy, day, now, className }: Props) {
  const text = useStateText(vacancy, day, now);
  if (!text) return null;
  const [dot, ink] = looks[text.kind];
  return (
    <span className={cx('flex items-center gap-1.5 text-xs font-[550]', ink, className)}>
      <span aria-hidden className={cx('size-2 flex-none rounded-full', dot)} />
      <span className="tabular min-w-0">{text.words}</span>
    </span>
  );
}

export function useStateText(vacancy: Vacancy | undefined, day: Day, now: number): { kind: 'free' | 'taken' | 'closed'; words: string } | null {
  const t = useTranslations('roomsPage');
  const formats = useFormats();
  if (!vacancy || now < day.start || now >= day.end) return null;
  const state = stateAt(vacancy, now, day.end);
  if (state.kind === 'free') return { kind: 'free', words: state.until === null ? t('freeRest') : t('freeUntil', { time: formats.time(state.until) }) };
  if (state.from === null) return { kind: state.kind, words: t(state.kind === 'taken' ? 'takenRest' : 'closed') };
  return { kind: state.kind, words: t(state.kind === 'taken' ? 'takenUntil' : 'closedUntil', { time: formats.time(state.from) }) };
}
