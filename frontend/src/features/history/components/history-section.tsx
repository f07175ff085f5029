'use client';

import { useTranslations } from 'use-intl';
import { Avatar } from '@/components/avatar';
import { Button } from '@/components/button';
import { Logo } from '@/components/logo';
import { Skeleton } from '@/components/skeleton';
import { StaleNotice } from '@/components/stale-notice';
import { isRefused } from '@/lib/api/problem';
import { useProblemText } from '@/lib/api/problem-text';
import { apart } from '@/lib/locale';
import { useFormats } from '@/lib/time/formats-context';
import { moveText, spanText } from '@/lib/time/span';
import { useNow } from '@/lib/time/use-now';
import { factsOf, sentenceOf, spansOf, toldOf, type Told } from '../deeds';
import { useHistory } from '../queries';

interface Props {
  meetingId: string;
  date: string | null;
  /** How the dates of the series are called. */
  dateName(originalStart: string): string;
}

/** What became of the meeting, in sentences, the latest first. */
export function HistorySection({ meetingId, date, dateName }: Props) {
  const t = useTranslations('history');
  const problemText = useProblemText();
  const history = useHistory(meetingId, date);
  if (history.isError && !history.data) {
    return (
      <StaleNotice inPlace mayRetry={!isRefused(history.error)} retry={t('retry')} onRetry={() => void history.refetch()}>
        {t('failed', { reason: problemText(history.error) })}
      </StaleNotice>
    );
  }
  if (!history.data) return <Skeleton className="h-32" />;
  const told = toldOf(history.data.pages.flatMap(({ data }) => data));
  return (
    <div className="flex flex-col gap-2">
      {told.length === 0 ? <p className="text-fg-3">{t('empty')}</p> : null}
      <ol className="flex flex-col">
        {told.map((each) => (
          <Sentence key={each.key} told={each} shown={date} dateName={dateName} />
        ))}
      </ol>
      {history.hasNextPage ? (
        <div>
          <Button onPress={() => void history.fetchNextPage()} isPending={history.isFetchingNextPage}>
            {t('earlier')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function Sentence({ told, shown, dateName }: { told: Told; shown: string | null; dateName(name: string): string }) {
  const t = useTranslations('history');
  const formats = useFormats();
  const now = useNow();
  const { deed, at, names } = told;
  const facts = factsOf(deed);
  const spans = spansOf(deed);
  const when = spans ? (spans.before ? moveText(spans.before, spans.after, formats) : spanText(spans.after, formats)) : '';
  const key = sentenceOf(deed);
  const words = {
    name: deed.actor ? apart(deed.actor.name) : t('convene'),
    what: formats.list(names.length > 4 ? [...names.slice(0, 3).map(apart), t('others', { count: names.length - 3 })] : names.map(apart)),
    when,
    title: apart(facts.title ?? ''),
    count: facts.waiting ?? 0,
    status: facts.status ?? facts.room?.status ?? 'other',
    changed: formats.list((facts.changed ?? []).map((member) => (t.has(`members.${member}` as 'members.title') ? t(`members.${member}` as 'members.title') : member))),
  };
  // Answers are told of the guest, whoever gave them.
  const sentence = t.has(key as 'meeting_moved') ? t(key as 'meeting_moved', words) : t('other', words);
  return (
    <li className="flex items-start gap-3 border-b border-line py-2.5 last:border-0">
      {deed.actor ? (
        <Avatar id={deed.actor.id} name={deed.actor.name} size={24} />
      ) : (
        <span aria-hidden className="flex size-6 shrink-0 items-center justify-center">
          <Logo />
        </span>
      )}
      <div className="min-w-0 flex-1">
        <p className="tabular break-words">
          {sentence}
          {deed.on_behalf_of ? <span className="text-fg-3"> {t('onBehalf', { name: apart(deed.on_behalf_of.name) })}</span> : null}
        </p>
        <p className="tabular text-xs text-fg-3">
          <time dateTime={deed.at} title={`${formats.day(at)}, ${formats.time(at)}`}>
            {formats.relative(at, now)}
          </time>
          {` · ${formats.shortDay(at)}, ${formats.time(at)}`}
          {shown && deed.original_start && deed.original_start !== shown ? ` · ${t('date', { date: dateName(deed.original_start) })}` : null}
        </p>
      </div>
    </li>
  );
}
