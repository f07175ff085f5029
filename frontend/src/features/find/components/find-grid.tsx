'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Choice } from '@/components/choice';
import { dayIn } from '@/lib/time/day';
import { useFormats } from '@/lib/time/formats-context';
import { todayIn } from '@/lib/time/range';
import { within, type Ask, type Frame } from '../frame';
import { useTimes } from '../queries';
import type { Question } from '../question';
import { AtThisTime } from './at-this-time';
import { HeatTable } from './heat-table';
import { PeopleRows } from './people-rows';
import type { Answer } from './use-answer';
import type { GridView } from './use-question';
import type { Using } from './use-using';
import type { WordsOf } from './use-words';

interface Props {
  question: Question;
  answer: Answer;
  frame: Frame;
  now: number;
  view: GridView;
  /** A phone has a day of people and nothing else. */
  canChoose: boolean;
  words: WordsOf;
  using: Using;
  onView(view: GridView): void;
  onMove(ask: Ask): void;
  onTake(question: Question): void;
}

const daysShown = 7;

/** Everybody's time, with the frame over it; what it lies on is said above, also while it is carried. */
export function FindGrid(props: Props) {
  const { question, answer, frame, now, view, canChoose, words, using, onView, onMove, onTake } = props;
  const t = useTranslations('find');
  const formats = useFormats();
  const { zone } = formats;
  const { bounds, asked, everybody } = answer;
  const [carried, setCarried] = useState<number | null>(null);
  const here = carried === null ? frame : within(carried, frame.end - frame.start, bounds);

  const date = todayIn(zone, frame.start).toString();
  const days = useMemo(() => {
    const at = Temporal.PlainDate.from(date);
    if (view === 'rows') return [dayIn(at, zone)];
    const first = Temporal.PlainDate.from(question.first);
    const begin = first.add({ days: Math.floor(first.until(at).days / daysShown) * daysShown });
    const length = Math.min(begin.until(question.last).days + 1, daysShown);
    return Array.from({ length }, (_, index) => dayIn(begin.add({ days: index }), zone));
  }, [date, view, zone, question.first, question.last]);
  const [first, last] = [days[0]!, days[days.length - 1]!];
  const shownRooms = question.rooms.slice(0, 20);
  const { subjects } = useTimes(everybody, shownRooms, { start: first.start, end: last.end });
  const late = useDeferredValue(subjects);
  const page = (by: -1 | 1) => onMove({ kind: 'day', days: by * (view === 'rows' ? 1 : days.length) });
  const use = () => void using.take(here, roomAt(answer, here));

  return (
    <section aria-labelledby="who-is-free" className="mt-8">
      <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 id="who-is-free" className="me-auto text-lg font-[620]">
          {t('grid')}
        </h2>
        {canChoose ? (
          <Choice
            label={t('gridView')}
            value={view}
            onChange={onView}
            options={[
              { value: 'heat', label: t('heat') },
              { value: 'rows', label: t('rows') },
            ]}
          />
        ) : null}
        <span className="flex items-center gap-1">
          <Button square look="ghost" aria-label={t('earlier')} isDisabled={first.start <= bounds.from} onPress={() => page(-1)} icon={<ChevronLeft aria-hidden className="size-4 rtl:-scale-x-100" strokeWidth={1.75} />} />
          <span className="tabular min-w-24 text-center text-sm font-[550] text-fg-2">{formats.dateRange(first.date, last.date)}</span>
          <Button square look="ghost" aria-label={t('later')} isDisabled={last.end >= bounds.to} onPress={() => page(1)} icon={<ChevronRight aria-hidden className="size-4 rtl:-scale-x-100" strokeWidth={1.75} />} />
        </span>
      </div>
      <div className="find-grid">
        <AtThisTime
          question={question}
          answer={answer}
          span={here}
          subjects={subjects}
          isCarried={carried !== null}
          words={words}
          using={using}
          onTake={onTake}
        />
        {view === 'heat' ? (
          <HeatTable
            days={days}
            who={asked}
            subjects={late}
            inHours={question.inHours}
            bounds={bounds}
            now={now}
            frame={frame}
            words={words}
            onMove={onMove}
            onCarry={setCarried}
            onUse={use}
            onPage={page}
          />
        ) : (
          <PeopleRows
            day={first}
            who={asked}
            rooms={shownRooms}
            answer={answer}
            subjects={subjects}
            frame={frame}
            bounds={bounds}
            words={words}
            onMove={onMove}
            onCarry={setCarried}
            onUse={use}
            onPage={page}
          />
        )}
      </div>
    </section>
  );
}

/** The room that would be taken, where it is known to be free then. */
export function roomAt({ found }: Answer, { start }: Frame): string | null {
  return found.find((one) => one.start === start)?.rooms[0] ?? null;
}
