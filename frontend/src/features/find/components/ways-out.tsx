'use client';

import { useTranslations } from 'use-intl';
import { useFormats } from '@/lib/time/formats-context';
import { dayIn } from '@/lib/time/day';
import { instantOf } from '@/lib/time/moment';
import { usePerson } from '@/features/session';
import type { AvailabilityExplanation } from '@/lib/api/types';
import type { Question } from '../question';
import { shown, suggestionOf } from '../suggestions';
import { minutesIn, relaxed, type Relaxation } from '../ways';
import type { Answer } from './use-answer';
import type { WordsOf } from './use-words';

interface Props {
  question: Question;
  answer: Answer;
  words: WordsOf;
  onTake(question: Question): void;
}

const most = 6;

/** Where there are few times, or none: what is in the way, and single changes that help, each with what it brings. */
export function WaysOut({ question, answer, words, onTake }: Props) {
  const t = useTranslations('find');
  const formats = useFormats();
  const { best, read, everybody } = answer;
  const explain = read.data?.explain;
  if (!explain || best.length >= shown) return null;
  const days = formats.dateRange(Temporal.PlainDate.from(question.first), Temporal.PlainDate.from(question.last));
  const isNothing = best.length === 0;
  return (
    <div className={isNothing ? 'rounded-lg border border-line bg-surface p-4 sm:p-5' : 'mt-4'}>
      {isNothing ? (
        <>
          <p className="text-md font-[600] text-balance">{t(everybody.length > 1 ? 'none' : 'noneOne', { count: everybody.length, days })}</p>
          <Blocking explain={explain} words={words} />
        </>
      ) : null}
      {explain.relaxations.length > 0 ? (
        <>
          <h3 className={isNothing ? 'mt-4 mb-2 text-sm font-[600] text-fg-2' : 'mb-2 text-sm font-[600] text-fg-2'}>{t(isNothing ? 'waysOut' : 'moreWays')}</h3>
          <Ways relaxations={explain.relaxations.slice(0, most)} question={question} answer={answer} words={words} onTake={onTake} />
        </>
      ) : null}
    </div>
  );
}

function Blocking({ explain, words }: { explain: AvailabilityExplanation; words: WordsOf }) {
  const t = useTranslations('find');
  const formats = useFormats();
  const has = (kind: string) => explain.blocking.some((block) => block.kind === kind);
  const names = words.names(explain.blocking.flatMap(({ kind, id }) => (kind === 'person' ? [String(id)] : [])));
  const said = [
    ...(has('person') ? [t(has('hours') ? 'blockPeopleInHours' : 'blockPeople', { names })] : has('hours') ? [t('blockHours')] : []),
    ...(has('room') ? [t('blockRoom')] : []),
    ...(has('quorum') ? [t('blockQuorum')] : []),
    ...(has('window') ? [t('blockWindow')] : []),
  ];
  return said.length > 0 ? <p className="mt-1 text-fg-2">{t('blocking', { what: formats.list(said) })}</p> : null;
}

interface WaysProps extends Props {
  relaxations: readonly Relaxation[];
}

export function Ways({ relaxations, question, answer, words, onTake }: WaysProps) {
  const t = useTranslations('find');
  const formats = useFormats();
  const say = useWay(question, words);
  return (
    <ul className="grid gap-2 sm:grid-cols-2">
      {relaxations.map((relaxation) => {
        const first = suggestionOf(relaxation.first_slot, formats.zone);
        const free = first.required.length + first.optional.length;
        const total = answer.everybody.length;
        const when = `${formats.shortDay(first.start)}, ${formats.time(first.start)}`;
        return (
          <li key={`${relaxation.change.kind}/${relaxation.sentence}`}>
            <button type="button" className="find-way" onClick={() => onTake(relaxed(question, relaxation.change, formats.zone))}>
              <span className="font-[550]">{say(relaxation)}</span>
              <span className="tabular text-sm text-fg-3">
                {relaxation.change.kind === 'make_optional' || relaxation.change.kind === 'lower_quorum'
                  ? t('outcomeOf', { free, of: total, when })
                  : t('outcome', { count: relaxation.slots, when })}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** A change in words. */
function useWay(question: Question, words: WordsOf) {
  const t = useTranslations('find');
  const me = usePerson().id;
  const formats = useFormats();
  return ({ change, sentence }: Relaxation): string => {
    const day = (instant: string) => formats.shortDay(instantOf(instant));
    switch (change.kind) {
      case 'make_optional':
        return change.person_id === me ? t('makeOptionalYou') : t('makeOptionalWay', { name: words.name(change.person_id ?? '') });
      case 'lower_quorum':
        return t('lowerQuorumWay', { count: Number(change.quorums?.[0]?.['at_least'] ?? 0) });
      case 'shorter':
        return t('shorterWay', { length: formats.duration(minutesIn(change.duration ?? 'PT0M') * 60_000) });
      case 'wider_window': {
        const { from = '', to = '' } = change.window ?? {};
        const isLater = instantOf(to) > lastInstant(question, formats.zone);
        return isLater ? t('laterWay', { day: formats.shortDay(instantOf(to) - 1) }) : t('earlierWay', { day: day(from) });
      }
      case 'outside_hours':
        return t('outsideHoursWay');
      case 'smaller_room':
        return t('smallerRoomWay', { seats: Number(change.rooms?.['capacity'] ?? 1) });
      case 'without_equipment':
        return t('withoutEquipmentWay', { what: missingOf(question, change.rooms?.['equipment']) || sentence });
      case 'other_room':
        return t('otherRoomWay');
      case 'without_room':
        return t('withoutRoomWay');
    }
  };
}

function missingOf({ equipment }: Question, left: unknown): string {
  return equipment.filter((word) => !(Array.isArray(left) && left.includes(word))).join(', ');
}

function lastInstant({ last }: Question, zone: string): number {
  return dayIn(Temporal.PlainDate.from(last), zone).end;
}
