'use client';

import { Users } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { EmptyState } from '@/components/empty-state';
import { StaleNotice } from '@/components/stale-notice';
import { Button } from '@/components/button';
import { PageTitle } from '@/components/page-title';
import { useMedia } from '@/components/use-media';
import { NotRead, usePerson } from '@/features/session';
import { isRefused } from '@/lib/api/problem';
import { useProblemText } from '@/lib/api/problem-text';
import { Words } from '@/lib/locale';
import { useFormats } from '@/lib/time/formats-context';
import { spanText } from '@/lib/time/span';
import { useNow } from '@/lib/time/use-now';
import { wordsOf } from '@/lib/words';
import { next, within, type Ask } from '../frame';
import { startShown } from '../suggestions';
import { CardsSkeleton, FindSkeleton } from './find-skeleton';
import { FindGrid } from './find-grid';
import { QuestionForm } from './question-form';
import { Suggestions } from './suggestions';
import { useAnswer } from './use-answer';
import { useQuestion } from './use-question';
import { useUsing } from './use-using';
import { WaysOut } from './ways-out';
import { useWordsOf } from './use-words';

const words = wordsOf('composer', 'find');

/** Looks for a time that suits everybody: a question, the best answers, and the grid in which one sees for oneself. */
export function Finder() {
  return (
    <Words of={words} meanwhile={<FindSkeleton />}>
      <Page />
    </Words>
  );
}

function Page() {
  const t = useTranslations('find');
  const problemText = useProblemText();
  const me = usePerson().id;
  const formats = useFormats();
  const now = useNow();
  const asking = useQuestion(now);
  const { question, reader, ask } = asking;
  const answer = useAnswer(question, now);
  const { bounds, everybody, arePeopleComing, best, read } = answer;
  const called = useWordsOf(answer);
  const use = useUsing(asking, answer);
  const [put, setPut] = useState<number | null>(null);
  const isPhone = !useMedia('(width >= 768px)');
  const [showsGrid, setShowsGrid] = useState(false);

  const start = put ?? startShown(best, read.data?.explain ?? null, bounds);
  const frame = within(start, question.minutes * 60_000, bounds);
  const move = (wish: Ask) => setPut(next(frame, wish, bounds).start);
  const isUnread = read.isError && !read.data;
  const isAlone = everybody.every((id) => id === me) && question.rooms.length === 0 && question.seats === null;
  const changed = (to: typeof question) => {
    // Other days have other suggestions; a length alone leaves the time where it is.
    if (to.minutes === question.minutes) setPut(null);
    ask(to);
  };

  return (
    <div className="find-page">
      <div className="find-head">
        <PageTitle>{t('title')}</PageTitle>
        {use.moved ? (
          <p dir="auto" className="mt-1 text-fg-2">
            {t('movedFrom', { title: use.moved.title, when: spanText(use.moved, formats) })}
          </p>
        ) : null}
      </div>
      <QuestionForm question={question} reader={reader} answer={answer} startsOpen={isAlone} onChange={changed} />
      <div className="find-main">
        {isAlone ? (
          <EmptyState icon={<Users aria-hidden className="size-5" strokeWidth={1.75} />} title={t('nobodyYet')} />
        ) : (
          <>
            <section aria-labelledby="suggestions">
              <div className="mb-2 flex items-baseline justify-between gap-3">
                <h2 id="suggestions" className="text-lg font-[620]">
                  {t('suggestions')}
                </h2>
                <p role="status" className="tabular text-sm text-fg-3">
                  {read.data ? t('count', { count: best.length }) : read.isError ? '' : t('looking')}
                </p>
              </div>
              {read.isError && read.data ? (
                <StaleNotice mayRetry={!isRefused(read.error)} retry={t('retry')} onRetry={() => void read.refetch()}>
                  {t('stale', { reason: problemText(read.error) })}
                </StaleNotice>
              ) : null}
              {isUnread ? (
                <NotRead reason={read.error} title={t('failed')} retry={t('retry')} onRetry={() => void read.refetch()} />
              ) : read.data && (read.isPlaceholderData || !arePeopleComing) ? (
                <>
                  <Suggestions answer={answer} frame={frame} words={called} using={use} onShow={(at) => setPut(at)} />
                  <WaysOut question={question} answer={answer} words={called} onTake={changed} />
                </>
              ) : (
                <CardsSkeleton />
              )}
            </section>
            {isPhone && !isUnread ? (
              <Button className="w-full" aria-expanded={showsGrid} onPress={() => setShowsGrid(!showsGrid)}>
                {t(showsGrid ? 'hideGrid' : 'showGrid')}
              </Button>
            ) : null}
            {isUnread || (isPhone && !showsGrid) ? null : (
              <FindGrid
                question={question}
                answer={answer}
                frame={frame}
                now={now}
                view={isPhone ? 'rows' : asking.view}
                canChoose={!isPhone}
                words={called}
                using={use}
                onView={asking.show}
                onMove={move}
                onTake={changed}
              />
            )}
          </>
        )}
      </div>
    </div>
  );
}
