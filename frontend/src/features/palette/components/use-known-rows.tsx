'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useKeyWords, usePerson } from '@/features/session';
import type { CalendarEntry } from '@/lib/api/types';
import { keys } from '@/lib/api/keys';
import { commands, type Group } from '@/lib/keys';
import { offers, type Offer } from '@/lib/offers';
import { paths } from '@/lib/routes';
import { useFormats } from '@/lib/time/formats-context';
import { startOf } from '@/lib/time/moment';
import { spanText } from '@/lib/time/span';
import { Rows, type Page, type Row } from '../rows';

/** What is of no use to who has the palette open. */
const left = new Set(['palette.open', 'list.next', 'list.previous', 'list.open']);
const pages: Partial<Record<string, Page>> = { 'event.moveTo': 'move', 'calendar.jump': 'date' };
const order: readonly Group[] = ['event', 'meeting', 'lists', 'calendar', 'everywhere'];
const settings = ['profile', 'time', 'hours', 'notifications', 'appearance', 'keyboard', 'security', 'data'] as const;
const admin = ['overview', 'people', 'teams', 'rooms', 'audit', 'settings', 'features', 'addresses', 'mail'] as const;

/** Milliseconds around now from which meetings are known. */
const around = 90 * 86_400_000;

/** All that this browser knows to offer at the moment in which the palette opens. */
export function useKnownRows(): { rows: Rows; offered: ReadonlyMap<string, Offer> } {
  const t = useTranslations('palette');
  const sections = useTranslations('settings.sections');
  const adminSections = useTranslations('admin.sections');
  const words = useKeyWords();
  const formats = useFormats();
  const router = useRouter();
  const cache = useQueryClient();
  const { role } = usePerson();
  // Before the palette takes the focus: what has it is what commands are about.
  const [offered] = useState(() => offers.all());

  const rows = useMemo(() => {
    const all: Row[] = order.flatMap((group) =>
      commands.flatMap((command): Row[] => {
        const offer = offered.get(command.id);
        if (command.group !== group || !offer || left.has(command.id)) return [];
        const page = offer.when ? pages[command.id] : undefined;
        return [
          {
            key: command.id,
            section: command.id.startsWith('go.') ? 'goto' : 'here',
            text: words.name(command.id),
            aliases: words.aliases(command.id),
            ...(offer.about ? { detail: offer.about } : {}),
            keys: words.keys(command.id).slice(0, 1),
            icon: command.id,
            why: offer.why,
            ...(page ? { page } : {}),
            quiet: command.id.startsWith('theme.'),
            run: () => offer.run(),
          },
        ];
      }),
    );
    all.push({ key: 'theme', section: 'here', text: t('theme'), icon: 'theme', page: 'theme', run: () => undefined });
    for (const name of settings) {
      all.push({ key: `settings-${name}`, section: 'settings', text: t('settings', { section: sections(name) }), icon: 'go.settings', ...leading(paths.settings(name), router.push) });
    }
    for (const name of role === 'admin' ? admin : []) {
      all.push({ key: `admin-${name}`, section: 'settings', text: t('admin', { section: adminSections(name) }), icon: 'admin', ...leading(paths.admin(name), router.push) });
    }
    const now = Date.now();
    const near = new Map<string, { entry: CalendarEntry; away: number }>();
    for (const [, entries] of cache.getQueriesData<CalendarEntry[]>({ queryKey: keys.calendars })) {
      for (const entry of entries ?? []) {
        if (!entry.meeting_id || !entry.title) continue;
        const start = startOf(entry.start, formats.zone);
        const away = start < now ? (now - start) * 4 : start - now;
        const known = near.get(entry.meeting_id);
        if (Math.abs(start - now) < around && (!known || away < known.away)) near.set(entry.meeting_id, { entry, away });
      }
    }
    for (const { entry } of [...near.values()].sort((a, b) => a.away - b.away)) {
      all.push(meetingRow(t('meeting', { title: entry.title! }), entry.meeting_id!, entry.repeats ? entry.original_start : null, [spanText(entry, formats), entry.location].filter(Boolean).join(' · '), router.push));
    }
    return new Rows(all);
    // A moment's picture: it is made once, when the palette opens.
  }, [offered]);
  return { rows, offered };
}

export function meetingRow(text: string, id: string, date: string | null, detail: string, push: (path: string) => void): Row {
  return { key: `meeting-${id}`, section: 'meetings', text, detail, icon: 'meeting', ...leading(paths.meeting(id, { date }), push) };
}

/** A row that leads somewhere, and can be offered again. */
export function leading(path: string, push: (path: string) => void): Pick<Row, 'path' | 'run'> {
  return { path, run: () => push(path) };
}
