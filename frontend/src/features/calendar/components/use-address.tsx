'use client';

import { useSearchParams } from 'next/navigation';
import { useMemo } from 'react';
import { useMedia } from '@/components/use-media';
import { usePerson } from '@/features/session';
import { keepView, keptView } from '@/lib/display';
import { useFormats } from '@/lib/time/formats-context';
import { parseDate } from '@/lib/time/range';
import { addressWith } from '../address';
import { overlaysIn, overlaysText, type Overlay } from '../overlays';
import { parseView, viewFor, type View } from '../view';
import { zonesIn } from '../zones';

export interface Change {
  view?: View;
  date?: Temporal.PlainDate;
  overlays?: readonly Overlay[];
  beside?: boolean;
  zones?: readonly string[];
  /** Whose hours are shown. */
  zone?: string;
}

/** All that decides what is in view is in the address, so that every view is a link. */
export function useAddress(today: Temporal.PlainDate) {
  const search = useSearchParams();
  const { id: me, time_zone: own } = usePerson();
  const { zone } = useFormats();
  const wide = useMedia('(width >= 1024px)');
  const middle = useMedia('(width >= 768px)');
  const view = viewFor(wide ? 1024 : middle ? 768 : 0, parseView(search.get('v')) ?? parseView(keptView()));
  const date = parseDate(search.get('d')) ?? today;
  const [asked, others] = [search.get('o'), search.get('zones')];
  const overlays = useMemo(() => overlaysIn(asked, me), [asked, me]);
  const all = `${own},${others ?? ''}`;
  const zones = useMemo(() => zonesIn(zone === own ? others : all, zone), [others, all, own, zone]);

  /** Another view is a step one can go back from; another date is the same step further. */
  const go = (to: Change) => {
    const here = new URLSearchParams(location.search);
    const address = addressWith(here, {
      ...(to.view && { v: to.view }),
      ...(to.date && { d: to.date.toString() }),
      ...(to.overlays && { o: overlaysText(to.overlays) }),
      ...(to.beside !== undefined && { side: to.beside ? '1' : '' }),
      ...(to.zones && { zones: to.zones.join() }),
      ...(to.zone && { tz: to.zone === own ? '' : to.zone }),
    });
    if (!to.view) return window.history.replaceState(null, '', address);
    // An address without a view means the one chosen last, which is another from now on.
    if (!here.has('v')) window.history.replaceState(null, '', addressWith(here, { v: view }));
    keepView(to.view);
    window.history.pushState(null, '', address);
  };
  return { view, date, overlays, beside: search.has('side'), zones, named: () => [own, ...zonesIn(others, own)], go, phone: !middle, wide };
}
