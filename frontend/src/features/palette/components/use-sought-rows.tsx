'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { desk } from '@/features/meeting';
import { parse } from '@/features/quick-add';
import { usePerson } from '@/features/session';
import { spoken } from '@/lib/language';
import { paths } from '@/lib/routes';
import { useFormats } from '@/lib/time/formats-context';
import { momentAt, startOf } from '@/lib/time/moment';
import { spanText } from '@/lib/time/span';
import { Index } from '../match';
import { passagePath } from '../passages';
import { useFound } from '../queries';
import type { Row, Scope } from '../rows';
import { leading, meetingRow } from './use-known-rows';

/** Milliseconds without a key after which the server is asked. */
const pause = 120;

/** What the words themselves mean, and what the server finds. */
export function useSoughtRows(scope: Scope, words: string): { rows: readonly Row[]; isAsking: boolean; isCut: boolean } {
  const t = useTranslations('palette');
  const formats = useFormats();
  const router = useRouter();
  const me = usePerson();
  const wanted = scope === 'actions' || scope === 'settings' ? '' : words;
  const settled = useSettled(wanted);
  const found = useFound(settled);
  const rows: Row[] = [];
  if (scope === 'all' && words !== '') {
    const entry = parse(words, { now: Date.now(), zone: formats.zone, monthFirst: formats.monthFirst, minutes: 30, language: spoken() });
    const quick = { icon: 'meeting.quickAdd', keys: ['q'], run: () => desk.ask({ kind: 'quickAdd', text: words }) };
    if (entry.when) {
      const { allDay, date, lastDate, start, end } = entry.when;
      const [from, to] = [startOf(momentAt(date, start, entry.zone), entry.zone), startOf(momentAt(lastDate, end, entry.zone), entry.zone)];
      const first = Temporal.PlainDate.from(date);
      const when = allDay ? formats.shortDate(first) : `${formats.shortDay(from)}, ${formats.timeRange(from, to)}`;
      rows.push({ ...quick, key: 'create', section: 'create', text: t('create', { title: entry.title || t('untitled') }), detail: when });
    } else rows.push({ ...quick, key: 'quick', section: 'more', text: t('quickAdd', { text: words }) });
    rows.push({ key: 'search', section: 'more', text: t('searchAll', { text: words }), icon: 'search.open', keys: [], run: () => router.push(paths.search(words)) });
  }
  if (found.data && settled !== '' && wanted !== '') {
    const { people, rooms, meetings, passages } = found.data;
    const server: Row[] = [
      ...people
        .filter(({ id }) => id !== me.id)
        .map((person): Row => ({ key: `person-${person.id}`, section: 'people', text: t('person', { name: person.name }), detail: person.email, icon: `person ${person.id} ${person.name}`, ...leading(paths.person(person.id), router.push) })),
      ...rooms.map((room): Row => ({ key: `room-${room.id}`, section: 'rooms', text: t('room', { name: room.name }), detail: room.location, icon: 'room', ...leading(paths.room(room.id), router.push) })),
      ...meetings.map((meeting) => {
        const detail = [spanText(meeting, formats), meeting.location].filter(Boolean).join(' · ');
        return meetingRow(t('meeting', { title: meeting.title }), meeting.id, meeting.repeats ? meeting.original_start : null, detail, router.push);
      }),
      ...passages.map((passage): Row => {
        const { id, place, excerpt, title, start, end } = passage;
        const detail = [t(`places.${place}`), title, start && end && spanText({ start, end }, formats)].filter(Boolean).join(' · ');
        return { key: `written-${id}`, section: 'written', text: excerpt, detail, icon: `written.${place}`, ...leading(passagePath(passage), router.push) };
      }),
    ];
    // Of what was found for the words before only what fits these.
    const isOld = found.isPlaceholderData || settled !== wanted;
    const fits = isOld ? new Set(new Index(server.map((row) => ({ item: row, texts: [row.text, row.detail ?? ''] }))).find(wanted, 99).map(({ item }) => item)) : null;
    rows.push(...server.filter((row) => fits === null || fits.has(row)));
  }
  return { rows, isAsking: wanted !== '' && (found.isFetching || settled !== wanted), isCut: found.isError };
}

/** The words once nobody types for a moment. */
function useSettled(words: string): string {
  const [settled, setSettled] = useState(words);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(words), words === '' ? 0 : pause);
    return () => clearTimeout(timer);
  }, [words]);
  return settled;
}

/** When something is to be, in words: rows for what was understood. */
export function useWhenRows(words: string, page: 'move' | 'date', when: ((spot: { date: string; time: string | null }) => void) | undefined): Row[] {
  const t = useTranslations('palette');
  const formats = useFormats();
  if (words === '' || !when) return [];
  const understood = parse(words, { now: Date.now(), zone: formats.zone, monthFirst: formats.monthFirst, minutes: 30, language: spoken() }).when;
  if (!understood) return [];
  const time = page === 'date' || understood.allDay || understood.isGuessed ? null : understood.start;
  const day = formats.longDate(Temporal.PlainDate.from(understood.date));
  const clock = time === null ? '' : `, ${formats.time(startOf(momentAt(understood.date, time, formats.zone), formats.zone))}`;
  const text = page === 'date' ? t('goTo', { day }) : t('moveTo', { when: day + clock });
  return [{ key: 'when', section: 'here', text, icon: page === 'date' ? 'calendar.jump' : 'event.moveTo', run: () => when({ date: understood.date, time }) }];
}
