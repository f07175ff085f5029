'use client';

import { CircleAlert, Check } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { useFormats } from '@/lib/time/formats-context';
import type { AvailabilityExplanation } from '@/lib/api/types';
import { clocksOf } from '../clocks';
import { useSearchAt } from '../queries';
import type { Question } from '../question';
import { searchAt } from '../searching';
import { countOf, standingOf, type Span, type Subject } from '../standing';
import { ClockText } from './suggestions';
import type { Answer } from './use-answer';
import type { Using } from './use-using';
import type { WordsOf } from './use-words';
import { Ways } from './ways-out';

interface Props {
  question: Question;
  answer: Answer;
  span: Span;
  subjects: ReadonlyMap<string, Subject>;
  /** It is in somebody's hand: nothing is asked of the server meanwhile. */
  isCarried: boolean;
  words: WordsOf;
  using: Using;
  onTake(question: Question): void;
}

/** What the frame lies on: the time for everybody, who cannot come, and why it is not offered. */
export function AtThisTime({ question, answer, span, subjects, isCarried, words, using, onTake }: Props) {
  const t = useTranslations('find');
  const formats = useFormats();
  const { everybody, people, search, found } = answer;
  const known = everybody.filter((id) => subjects.has(id));
  const { free, outside, busy } = countOf(known, subjects, span.start, span.end, question);
  const offered = found.find((one) => one.start === span.start);
  const asked = useMemo(() => (search && !offered ? searchAt(search, span.start, span.end) : null), [search, offered, span.start, span.end]);
  const why = useSearchAt(useSettled(isCarried ? null : asked));
  const explain = asked && !isCarried ? why.data?.explain : null;
  const suits = offered !== undefined || (why.data?.slots.length ?? 0) > 0;
  const room = offered?.rooms[0] ?? why.data?.slots[0]?.rooms[0] ?? null;
  const when = words.when(span);
  const clocks = clocksOf(
    span.start,
    known.flatMap((id) => {
      const zone = people.get(id)?.time_zone;
      return zone ? [{ id, zone, outside: outside.includes(id) }] : [];
    }),
    formats,
  );
  const faults = [
    ...busy.map((id) => ({ id, text: t(isAway(subjects.get(id), span) ? 'isAway' : 'isBusy', { name: words.name(id) }) })),
    ...outside.map((id) => ({ id, text: t('isOutside', { name: words.name(id), time: formats.time(span.start, people.get(id)?.time_zone ?? formats.zone) }) })),
    ...roomFaults(question, subjects, span).map(({ id, key }) => ({ id, text: t(key, { name: words.room(id) }) })),
  ];

  return (
    <div className="find-at">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <h3 className="tabular font-[620]">{when}</h3>
          <p className="flex flex-wrap gap-x-3 text-sm text-fg-3">
            {clocks.length > 1 ? clocks.map((clock) => <ClockText key={clock.zone} clock={clock} start={span.start} words={words} withNames />) : null}
          </p>
        </div>
        <Button isDisabled={isCarried} isPending={using.pending === span.start} onPress={() => void using.take(span, room)}>
          {t(using.moved ? (suits ? 'moveHere' : 'moveAnyway') : suits ? 'use' : 'useAnyway')}
        </Button>
      </div>
      <ul aria-label={t('atThisTime')} className="find-faults">
        {faults.length === 0 && free.length > 0 ? (
          <li className="text-success">
            <Check aria-hidden className="size-3.5" strokeWidth={2.25} />
            {t('allFree')}
          </li>
        ) : null}
        {faults.map(({ id, text }) => (
          <li key={id}>
            <CircleAlert aria-hidden className="size-3.5 text-warning" strokeWidth={2} />
            <span>{text}</span>
          </li>
        ))}
      </ul>
      <div className="find-why">{explain && !suits ? <WhyNot explain={explain} question={question} answer={answer} words={words} onTake={onTake} /> : null}</div>
    </div>
  );
}

const patience = 300;

/** What it was a moment ago, once it has not changed for that long. */
function useSettled<T>(value: T): T | null {
  const [settled, setSettled] = useState<T | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), patience);
    return () => clearTimeout(timer);
  }, [value]);
  return settled === value ? settled : null;
}

function isAway(subject: Subject | undefined, { start, end }: Span): boolean {
  return subject?.busy.some((one) => one.kind === 'out_of_office' && one.start < end && one.end > start) ?? false;
}

function roomFaults({ rooms }: Question, subjects: ReadonlyMap<string, Subject>, { start, end }: Span) {
  const standing = rooms.flatMap((id) => {
    const subject = subjects.get(id);
    return subject ? [{ id, standing: standingOf(subject, start, end) }] : [];
  });
  // One of them is enough.
  if (standing.some((room) => room.standing === 'free')) return [];
  return standing.map(({ id, standing: how }) => ({ id, key: how === 'busy' ? ('roomTaken' as const) : ('roomClosed' as const) }));
}

interface WhyNotProps {
  explain: AvailabilityExplanation;
  question: Question;
  answer: Answer;
  words: WordsOf;
  onTake(question: Question): void;
}

/** The server's reason in words, and what would help. */
function WhyNot({ explain, question, answer, words, onTake }: WhyNotProps) {
  const t = useTranslations('find');
  const formats = useFormats();
  // That other days have other times says nothing about this one, unless there is nothing else to say.
  const blocks = explain.blocking.filter(({ kind }) => kind !== 'window' || explain.blocking.length === 1);
  const has = (kind: string) => blocks.some((block) => block.kind === kind);
  const names = words.names(blocks.flatMap(({ kind, id }) => (kind === 'person' ? [String(id)] : [])));
  const reasons = [
    // Where both are in the way, it is because of their hours: whoever is busy would be in the way alone.
    ...(has('person') ? [t(has('hours') ? 'becauseHoursOf' : 'becausePerson', { names })] : has('hours') ? [t('becauseHours')] : []),
    ...(has('room') ? [t('becauseRoom')] : []),
    ...(has('quorum') ? [t('becauseQuorum')] : []),
    ...(has('window') ? [t('becauseWindow')] : []),
  ];
  const helpful = explain.relaxations.filter(({ change }) => change.kind !== 'wider_window').slice(0, 4);
  return (
    <>
      <p role="status" className="text-sm text-fg-2">
        {t('whyNot', { what: formats.list(reasons) })}
      </p>
      {helpful.length > 0 ? <Ways relaxations={helpful} question={question} answer={answer} words={words} onTake={onTake} /> : null}
    </>
  );
}
