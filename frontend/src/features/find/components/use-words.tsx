'use client';

import { useTranslations } from 'use-intl';
import { usePerson } from '@/features/session';
import { apart } from '@/lib/locale';
import { useFormats } from '@/lib/time/formats-context';
import type { Clock } from '../clocks';
import type { Span } from '../standing';
import type { Answer } from './use-answer';

const mostNames = 3;

/** How people, rooms and times are called here. */
export function useWordsOf({ people, rooms }: Pick<Answer, 'people' | 'rooms'>) {
  const t = useTranslations('find');
  const formats = useFormats();
  const me = usePerson();

  const called = (id: string): string => apart(id === me.id ? me.name : (people.get(id)?.name ?? '…'));
  /** Where it stands alone. Within a sentence readers are called by their names too: "you" has many forms. */
  const name = (id: string): string => (id === me.id ? t('you') : called(id));
  const room = (id: string): string => apart(rooms.get(id)?.name ?? '…');
  /** The first few by name, the others by number. */
  const names = (ids: readonly string[]): string => {
    if (ids.length <= mostNames) return formats.list(ids.map(called));
    return t('andOthers', { names: ids.slice(0, mostNames - 1).map(called).join(', '), count: ids.length - mostNames + 1 });
  };
  const when = ({ start, end }: Span): string => `${formats.shortDay(start)}, ${formats.timeRange(start, end)}`;
  const shift = ({ shift: days }: Pick<Clock, 'shift'>): string => (days === 0 ? '' : t(days > 0 ? 'nextDay' : 'dayBefore', { days: Math.abs(days) }));
  return { name, names, room, when, shift };
}

export type WordsOf = ReturnType<typeof useWordsOf>;
