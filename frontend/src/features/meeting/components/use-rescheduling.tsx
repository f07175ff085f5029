'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { toasts } from '@/components/toasts';
import { ApiProblem, type Offer } from '@/lib/api/problem';
import { useProblemText } from '@/lib/api/problem-text';
import type { CalendarEntry } from '@/lib/api/types';
import { useFormats } from '@/lib/time/formats-context';
import { startOf } from '@/lib/time/moment';
import { spanText } from '@/lib/time/span';
import { deeds } from '../desk';
import { dateOf, occurrenceOf, shownMoment, timesAt, type DateName, type Target, type Times } from '../moves';
import { Rescheduling, type Besides } from '../rescheduling';
import { changeDates, roomNames, roomsOf, savingIn } from '../saving';
import type { SeriesQuestion } from './series-question';

/** Moves what the desk is told, says what became of it, and offers what can be done about it. */
export function useRescheduling(onAsk: (question: SeriesQuestion) => void) {
  const t = useTranslations('moving');
  const preview = useTranslations('preview');
  const formats = useFormats();
  const problemText = useProblemText();
  const cache = useQueryClient();
  const saving = useMemo(() => savingIn(cache), [cache]);
  const rescheduling = useMemo(() => new Rescheduling(saving), [saving]);
  useEffect(() => saving.watch(), [saving]);
  // Where an occurrence stood before the first of several moves in a row: that is where undo leads.
  const origins = useRef(new Map<string, { times: Times; besides: Besides }>());

  const words = (times: Times) => spanText({ start: shownMoment(times.start), end: shownMoment(times.end) }, formats);
  const standing = (entry: CalendarEntry, { start, end }: Times): CalendarEntry => ({
    ...entry,
    start: shownMoment(start),
    end: shownMoment(end),
  });

  const move = async (entry: CalendarEntry, times: Times, besides: Besides = {}): Promise<void> => {
    const key = occurrenceOf(entry);
    const rooms = besides.rooms ? await roomsOf(entry).catch(() => null) : null;
    const outcome = await rescheduling.move(entry, times, besides);
    if (outcome.kind === 'superseded') return;
    if (outcome.kind === 'refused') return refuse(entry, times, besides, outcome.reason);
    if (outcome.kind === 'overtaken') {
      const again = () => void move(standing(entry, outcome.theirs), times, besides);
      toasts.show({ tone: 'danger', about: key, text: t('overtaken', { time: words(outcome.theirs) }), action: { label: t('again'), run: again } });
      return;
    }
    if (!origins.current.has(key)) origins.current.set(key, { times: outcome.from, besides: rooms ? { rooms } : {} });
    const origin = origins.current.get(key)!;
    const moved = standing(entry, times);
    const forget = deeds.add(() => void takeBack(), () => void move(standing(entry, origin.times), times, besides));
    const takeBack = async () => {
      forget();
      origins.current.delete(key);
      toasts.dismissAbout(key);
      const back = await rescheduling.move(moved, origin.times, origin.besides);
      if (back.kind === 'moved') toasts.show({ about: key, text: t('undone', { time: words(origin.times) }) });
      if (back.kind === 'overtaken') toasts.show({ tone: 'danger', about: key, text: t('cannotUndo', { time: words(back.theirs) }) });
      if (back.kind === 'refused') toasts.show({ tone: 'danger', about: key, text: t('refused', { reason: problemText(back.reason) }) });
    };
    const ask = (scope: 'following' | 'all') => ({
      label: t(scope),
      run: () => {
        forget();
        origins.current.delete(key);
        onAsk(follow(dateOf(entry)!, scope, times, origin.times, rescheduling.versionOf(entry)));
      },
    });
    const guests = entry.guest_count ?? 0;
    const said = outcome.merged ? 'merged' : guests > 0 ? 'movedWithGuests' : 'moved';
    toasts.show({
      about: key,
      text: t(said, { time: words(times), count: guests }),
      action: { label: t('undo'), run: () => void takeBack() },
      ...(entry.repeats ? { others: [ask('following'), ask('all')] } : {}),
      gone: () => origins.current.delete(key),
    });
  };

  /** Whether the others are to follow a date that was moved. */
  const follow = (date: DateName, scope: 'following' | 'all', times: Times, from: Times, version: number): SeriesQuestion => ({
    title: preview(scope === 'all' ? 'moveAll' : 'moveFollowing'),
    dismiss: preview('onlyThis'),
    confirm: (count) => preview('applyMove', { count }),
    version,
    meetingId: date.meeting_id,
    run: (on, besides, rehearse) => changeDates(date, scope, on, { ...times, from_series: true, ...besides }, rehearse),
    said: (count) => t('seriesMoved', { count }),
    takeBack: async (saved, count) => {
      const back = await changeDates({ ...date, meeting_id: saved.id }, 'all', saved.version, { start: from.start, end: from.end });
      rescheduling.note(back.meeting.id, back.meeting.version);
      if (saved.id === date.meeting_id) return t('seriesUndone', { count });
      return t('seriesUndoneApart', { day: formats.shortDay(startOf(shownMoment(from.start), formats.zone)) });
    },
  });

  const refuse = async (entry: CalendarEntry, times: Times, besides: Besides, reason: unknown) => {
    const about = occurrenceOf(entry);
    const again = { label: t('retry'), run: () => void move(entry, times, besides) };
    if (!(reason instanceof ApiProblem) || reason.conflicts.length === 0) {
      const isFinal = reason instanceof ApiProblem && reason.status < 500;
      toasts.show({ tone: 'danger', about, text: t('refused', { reason: problemText(reason) }), ...(isFinal ? {} : { action: again }) });
      return;
    }
    const names = [...new Set(reason.conflicts.map(({ resource }) => resource.name))].filter(Boolean);
    const others = (await Promise.all(reason.offers.map((offer) => wayOut(entry, times, offer)))).filter((way) => way !== null);
    toasts.show({ tone: 'danger', about, text: t('taken', { names: formats.list(names), count: names.length }), others });
  };

  /** What can be instead, as a button; null for what a move cannot do. */
  const wayOut = async (entry: CalendarEntry, times: Times, offer: Offer) => {
    if (offer.start && offer.end) {
      const instead = { start: offer.start, end: offer.end };
      return { label: t('insteadAt', { time: words(instead) }), run: () => void move(entry, instead) };
    }
    if (offer.kind !== 'another_room' || !offer.rooms) return null;
    const rooms = [...offer.rooms];
    const names = await roomNames(rooms).catch(() => null);
    return names && { label: t('insteadIn', { rooms: formats.list(names) }), run: () => void move(entry, times, { rooms }) };
  };

  return {
    move: (entry: CalendarEntry, to: Target) => void move(entry, timesAt(to, entry, formats.zone)),
    /** What was saved elsewhere. */
    note: (meetingId: string, version: number) => rescheduling.note(meetingId, version),
  };
}
