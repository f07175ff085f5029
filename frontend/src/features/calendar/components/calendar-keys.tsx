'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { toasts } from '@/components/toasts';
import { desk } from '@/features/meeting';
import { usePerson } from '@/features/session';
import type { CalendarEntry } from '@/lib/api/types';
import { keys } from '@/lib/api/keys';
import { Words } from '@/lib/locale';
import { useOffers, type Offer, type Offers } from '@/lib/offers';
import { useFormats } from '@/lib/time/formats-context';
import { parseDate } from '@/lib/time/range';
import { wordsOf } from '@/lib/words';
import { blocksOf, isMovable, type Block } from '../blocks';
import { hintsOf } from '../hints';
import { placed, spotOf, type Spot } from '../pasting';
import type { View } from '../view';
import type { GridActions } from './time-grid';
import type { Change } from './use-address';

const words = wordsOf('views');

export type Asked = 'today' | 'jump' | 'zones' | 'overlays' | 'create' | 'createAllDay' | 'next' | 'previous' | 'print';

interface Props {
  actions: GridActions;
  /** Own zone first, then the others that are to be seen. */
  zones: readonly string[];
  onAsk(asked: Asked): void;
  onGo(to: Change): void;
}

/** What keys and the palette can do in the calendar. */
export function CalendarKeys(props: Props) {
  return (
    <Words of={words}>
      <Offering {...props} />
    </Words>
  );
}

/** What was copied or cut last, in this tab. */
let clipboard: { readonly block: Block; readonly cut: boolean } | null = null;

function Offering({ actions, zones, onAsk, onGo }: Props) {
  const t = useTranslations('views');
  const c = useTranslations('calendar');
  const cache = useQueryClient();
  const me = usePerson().id;
  const { zone } = useFormats();
  const [hints, setHints] = useState<number | null>(null);

  /** The meeting that has the focus, wherever in the calendar it is drawn. */
  const selected = (): { element: HTMLElement; block: Block } | null => {
    const element = document.activeElement?.closest<HTMLElement>('#main [data-key]');
    if (!element) return null;
    const windows = cache.getQueriesData<CalendarEntry[]>({ queryKey: keys.calendars }).map(([, entries]) => entries ?? []);
    const block = blocksOf(windows, zone).find(({ key }) => key === element.dataset['key']);
    return block ? { element, block } : null;
  };
  const view = (chosen: View) => () => onGo({ view: chosen });
  const copy = (block: Block, cut: boolean) => () => {
    clipboard = { block, cut };
    toasts.show({ about: 'clipboard', text: t(cut ? 'cut' : 'copied', { title: block.entry.title ?? '' }) });
  };
  const paste = (spot: Spot) => () => {
    const { block, cut } = clipboard!;
    const to = placed(block, spot, zone);
    if (cut) actions.onMove(block, to);
    else desk.ask({ kind: 'duplicate', entry: block.entry, at: to });
    if (cut) clipboard = null;
  };

  const ofMeeting = (): Offers => {
    const now = selected();
    const names = ['open', 'edit', 'moveTo', 'yes', 'maybe', 'no', 'yesNote', 'maybeNote', 'noNote', 'duplicate', 'remove'] as const;
    const none = (why: string) => Object.fromEntries(names.map((name) => [`event.${name}`, { run: () => undefined, why }]));
    if (!now) return none(t('chooseFirst'));
    const { element, block } = now;
    const { entry } = block;
    const about = entry.title ?? c('busy');
    if (entry.meeting_id === null || entry.busy_only) return none(t('onlyBusy'));
    const movable = isMovable(block, me) ? {} : { why: c('notYours', { title: about }) };
    const answer = (status: 'accepted' | 'tentative' | 'declined', withNote: boolean): Offer => ({
      about,
      ...(entry.host_id === me ? { why: t('youHost') } : entry.state === 'cancelled' ? { why: t('calledOff') } : {}),
      run: () => desk.ask({ kind: 'answer', entry, status, withNote }),
    });
    // What the meeting hears itself while it has the focus.
    const press = (key: string, shiftKey: boolean) => () =>
      element.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true }));
    const nudge = (key: string, shiftKey = true): Offer => ({ about, ...movable, run: press(key, shiftKey) });
    return {
      'event.open': { about, run: () => actions.onOpen(element, block) },
      'event.edit': { about, run: () => desk.ask({ kind: 'editEntry', entry }) },
      'event.moveTo': { about, ...movable, run: () => actions.onMoveDialog(block), when: (spot) => actions.onMove(block, placed(block, spot, zone)) },
      'event.yes': answer('accepted', false),
      'event.maybe': answer('tentative', false),
      'event.no': answer('declined', false),
      'event.yesNote': answer('accepted', true),
      'event.maybeNote': answer('tentative', true),
      'event.noNote': answer('declined', true),
      'event.duplicate': { about, run: () => desk.ask({ kind: 'duplicate', entry, at: null }) },
      'event.copy': { about, run: copy(block, false) },
      'event.cut': { about, ...movable, run: copy(block, true) },
      'event.earlier': nudge('ArrowUp'),
      'event.later': nudge('ArrowDown'),
      'event.before': nudge('ArrowLeft'),
      'event.after': nudge('ArrowRight'),
      'event.longer': nudge('+', false),
      'event.shorter': nudge('-', false),
      'event.remove': { about, ...movable, run: () => actions.onDelete(block) },
      'panel.toggle': { about, run: () => desk.ask({ kind: 'panel', entry }) },
    };
  };

  useOffers(() => {
    const cell = document.querySelector<HTMLElement>('#main [role=gridcell][tabindex="0"]');
    const spot = spotOf(cell?.dataset['at']);
    const text = getSelection()?.isCollapsed === false;
    const { 'event.copy': copies, 'event.cut': cuts, ...ofIt } = ofMeeting();
    return {
      'meeting.create': () => onAsk('create'),
      'meeting.createAllDay': () => onAsk('createAllDay'),
      'page.print': () => onAsk('print'),
      'calendar.today': () => onAsk('today'),
      'calendar.jump': { run: () => onAsk('jump'), when: ({ date }) => onGo({ date: parseDate(date)! }) },
      'calendar.hints': () => setHints(hint()),
      'calendar.day': view('day'),
      'calendar.days': { run: (digit) => onGo({ view: (digit ?? '3') as View }) },
      'calendar.week': view('week'),
      'calendar.month': view('month'),
      'calendar.agenda': view('agenda'),
      'calendar.next': () => onAsk('next'),
      'calendar.previous': () => onAsk('previous'),
      'calendar.overlays': () => {
        const field = document.querySelector<HTMLInputElement>('aside [data-overlays] input[role=combobox]');
        if (field && field.offsetParent !== null) field.focus();
        else onAsk('overlays');
      },
      'zone.next': () => (zones.length < 2 ? onAsk('zones') : onGo({ zone: zones[(zones.indexOf(zone) + 1) % zones.length]! })),
      'zone.choose': () => onAsk('zones'),
      ...ofIt,
      // Text that is selected is what copying means.
      ...(copies && cuts && !text ? { 'event.copy': copies, 'event.cut': cuts } : {}),
      ...(clipboard && spot ? { 'event.paste': { about: clipboard.block.entry.title ?? '', run: paste(spot) } } : {}),
    };
  });

  return hints === null ? null : <Hints count={hints} onEnd={() => setHints(null)} />;
}

/** Two characters stand on each meeting in view; typed, they lead there. */
function Hints({ count, onEnd }: { count: number; onEnd(): void }) {
  const t = useTranslations('views');
  const field = useRef<HTMLInputElement>(null);
  const before = useRef<Element | null>(null);
  useEffect(() => {
    before.current = document.activeElement;
    field.current?.focus();
    return clear;
  }, []);
  const end = (to: Element | null | undefined) => {
    clear();
    onEnd();
    if (to instanceof HTMLElement) {
      to.focus();
      to.scrollIntoView({ block: 'nearest' });
    }
  };
  return (
    <label className="hint-bar">
      {t(count > 0 ? 'hints' : 'noHints')}
      <input
        ref={field}
        className="ms-3 w-10 rounded-xs border border-line-strong bg-surface px-1.5 text-center uppercase"
        maxLength={2}
        autoComplete="off"
        onBlur={() => end(null)}
        onKeyDown={(event) => event.key === 'Escape' && end(before.current)}
        onChange={(event) => {
          const typed = event.target.value.toLowerCase();
          const left = hinted().filter(({ dataset }) => dataset['hint']!.startsWith(typed));
          const found = left.find(({ dataset }) => dataset['hint'] === typed);
          if (found || left.length === 0) end(found ?? before.current);
        }}
      />
    </label>
  );
}

function hinted(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('#main [data-hint]')];
}

/** Writes the keys that lead to it on each meeting in view; returns how many. */
function hint(): number {
  const seen = [...document.querySelectorAll<HTMLElement>('#main [data-key]')].filter((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  });
  const days = [...document.querySelectorAll<HTMLElement>('#main [data-day-name]')];
  const columns = seen.map((element) => days.indexOf(element.closest<HTMLElement>('[data-day-name]')!));
  hintsOf(columns, days.map((day) => day.dataset['dayName'] ?? '')).forEach((text, index) => {
    if (text) seen[index]!.dataset['hint'] = text;
  });
  return seen.length;
}

function clear(): void {
  for (const element of hinted()) delete element.dataset['hint'];
}
