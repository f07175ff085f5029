'use client';

import { BellOff, CalendarClock, CircleAlert, CornerDownRight, MessageSquareOff, Send, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Offer } from '@/lib/api/problem';
import type { DateChange, SeriesEdit } from '@/lib/api/types';
import { useFormats } from '@/lib/time/formats-context';
import { startOf } from '@/lib/time/moment';
import { moveText } from '@/lib/time/span';
import { consequencesOf } from '../consequences';
import { WaysOut } from './ways-out';

const icon = { 'aria-hidden': true, className: 'mt-0.5 size-4 shrink-0 text-fg-3', strokeWidth: 1.75 } as const;
/** Dates and names that are listed before the rest is counted. */
const most = 3;

interface Props {
  edit: SeriesEdit;
  /** What is taken instead of what was asked for: members to be sent with the rest. */
  onOffer(members: DateChange): void;
}

/** What an edit of a series would do: to its dates, to people, to what was written about single dates. */
export function SeriesConsequences({ edit, onOffer }: Props) {
  const t = useTranslations('preview');
  const formats = useFormats();
  const all = consequencesOf(edit);
  const names = (list: readonly string[]) =>
    formats.list(list.length > most + 1 ? [...list.slice(0, most), t('others', { count: list.length - most })] : list);
  const moved = edit.affected.filter(({ before, after }) => before && after).slice(0, most);

  return (
    <div className="flex flex-col gap-3">
      {edit.conflicts.length > 0 ? (
        <WaysOut problem={{ conflicts: edit.conflicts, offers: edit.offers as unknown as Offer[] }} onTake={onOffer} />
      ) : null}
      <ul className="flex flex-col gap-2.5">
        <Fact symbol={<CalendarClock {...icon} />}>
          <p className="font-[550]">
            {all.count === 0 ? t('nothing') : formats.list(all.dates.map(({ change, count }) => t('dates', { change, count })))}
          </p>
          {moved.length > 0 ? (
            <ul className="tabular mt-1 flex flex-col gap-0.5 text-sm text-fg-2">
              {moved.map(({ original_start, before, after }) => (
                <li key={original_start}>{moveText(before!, after!, formats)}</li>
              ))}
              {all.count > moved.length ? <li className="text-fg-3">{t('more', { count: all.count - moved.length })}</li> : null}
            </ul>
          ) : null}
        </Fact>
        {all.told.length === 0 ? <Fact symbol={<BellOff {...icon} />}>{t('nobodyTold')}</Fact> : null}
        {all.told.map(({ why, names: told }) => (
          <Fact key={why} symbol={<Send {...icon} />}>
            {t('told', { why, names: names(told), count: told.length })}
          </Fact>
        ))}
        {all.askedAgain.length > 0 ? (
          <Fact symbol={<Undo2 {...icon} />}>{t('askedAgain', { names: names(all.askedAgain), count: all.askedAgain.length })}</Fact>
        ) : null}
        {all.exceptionsKept > 0 ? (
          <Fact symbol={<CornerDownRight {...icon} />}>{t('exceptionsKept', { count: all.exceptionsKept })}</Fact>
        ) : null}
        {all.exceptionsLost.length > 0 ? (
          <Fact symbol={<CircleAlert {...icon} />}>
            {t('exceptionsLost', { count: all.exceptionsLost.length, days: names(all.exceptionsLost.map((name) => dayOf(name))) })}
          </Fact>
        ) : null}
        {all.answersLost > 0 ? <Fact symbol={<CircleAlert {...icon} />}>{t('answersLost', { count: all.answersLost })}</Fact> : null}
        {all.linesLost > 0 ? <Fact symbol={<CircleAlert {...icon} />}>{t('linesLost', { count: all.linesLost })}</Fact> : null}
        {all.messagesLost > 0 ? <Fact symbol={<MessageSquareOff {...icon} />}>{t('messagesLost', { count: all.messagesLost })}</Fact> : null}
      </ul>
    </div>
  );

  /** The day a date is named after. */
  function dayOf(name: string): string {
    const listed = edit.affected.find(({ original_start }) => original_start === name)?.before?.start;
    if (listed) return formats.shortDay(startOf(listed, formats.zone));
    return formats.shortDate(Temporal.PlainDate.from(name.slice(0, 8)));
  }
}

function Fact({ symbol, children }: { symbol: ReactNode; children: ReactNode }) {
  return (
    <li className="flex gap-2.5">
      {symbol}
      <div className="min-w-0 flex-1">{children}</div>
    </li>
  );
}
