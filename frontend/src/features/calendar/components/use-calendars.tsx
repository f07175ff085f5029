'use client';

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { hueOf } from '@/components/hues';
import { usePerson } from '@/features/session';
import type { Block } from '../blocks';
import { calendarOf, huesOf, merged, type Calendars, type Overlay } from '../overlays';
import { useNames } from '../queries';

/** What is drawn, and how calendars are told apart: each meeting once, or each calendar in a column of its own. */
export function useCalendars(blocks: readonly Block[], overlays: readonly Overlay[], beside: boolean): { calendars: Calendars; drawn: readonly Block[] } {
  const t = useTranslations('calendar');
  const me = usePerson().id;
  const names = useNames(overlays);
  return useMemo(() => {
    const hues = huesOf(overlays);
    const others = overlays.map(({ id }) => ({ id, name: names.get(id) ?? '…', hue: hues.get(id) ?? hueOf(id) }));
    const one = beside ? blocks.map((block) => ({ block, with: [] })) : merged(blocks, me);
    const also = new Map(one.filter(({ with: whose }) => whose.length > 0).map(({ block, with: whose }) => [block.key, whose]));
    const calendars: Calendars = {
      me,
      shown: [{ id: null, name: t('mine'), hue: hueOf(me) }, ...others],
      beside,
      hueOf: (block) => {
        const whose = calendarOf(block, me);
        return (whose ? hues.get(whose) : undefined) ?? hueOf(block.entry.host_id ?? block.entry.person_id ?? '');
      },
      alsoIn: (block) => {
        const own = calendarOf(block, me);
        return others.filter(({ id }) => id !== own && also.get(block.key)?.includes(id));
      },
    };
    return { calendars, drawn: one.map(({ block }) => block) };
  }, [blocks, overlays, beside, me, names]);
}
