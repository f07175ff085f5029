'use client';

import { ArrowRight, Check } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Chip } from '@/components/chip';
import { useFormats } from '@/lib/time/formats-context';
import { cityOf } from '@/lib/time/zones';
import { clocksOf, worstOf, type Clock } from '../clocks';
import type { Frame } from '../frame';
import type { Suggestion } from '../suggestions';
import type { Answer } from './use-answer';
import type { Using } from './use-using';
import type { WordsOf } from './use-words';

interface Props {
  answer: Answer;
  frame: Frame;
  words: WordsOf;
  using: Using;
  /** Shows it in the grid. */
  onShow(start: number): void;
}

/** The best times, best first, each with what speaks for it and what it asks of whom. */
export function Suggestions({ answer, frame, words, using, onShow }: Props) {
  const { best, read } = answer;
  return (
    <ol className="flex flex-col gap-2" aria-busy={read.isPlaceholderData}>
      {best.map((suggestion, index) => (
        <Card
          key={suggestion.start}
          suggestion={suggestion}
          answer={answer}
          words={words}
          using={using}
          isFirst={index === 0}
          isShown={suggestion.start === frame.start}
          onShow={() => onShow(suggestion.start)}
        />
      ))}
    </ol>
  );
}

interface CardProps {
  suggestion: Suggestion;
  answer: Answer;
  words: WordsOf;
  using: Using;
  isFirst: boolean;
  isShown: boolean;
  onShow(): void;
}

function Card({ suggestion, answer, words, using, isFirst, isShown, onShow }: CardProps) {
  const t = useTranslations('find');
  const formats = useFormats();
  const when = words.when(suggestion);
  const coming = [...suggestion.required, ...suggestion.optional];
  const clocks = clocksOf(
    suggestion.start,
    coming.flatMap((id) => {
      const person = answer.people.get(id);
      return person ? [{ id, zone: person.time_zone, outside: suggestion.outside.includes(id) }] : [];
    }),
    formats,
  );
  const worst = worstOf(clocks);
  return (
    <li className="find-card" data-shown={isShown ? '' : undefined} onFocus={onShow}>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <button type="button" aria-pressed={isShown} aria-label={t('show', { when })} onClick={onShow} className="find-when tabular">
            {when}
          </button>
          <span className="text-fg-2">{useWho(suggestion, answer, words)}</span>
        </p>
        <p className="mt-0.5 flex flex-wrap gap-x-3 text-sm text-fg-3">
          {clocks.map((clock) => (
            <ClockText key={clock.zone} clock={clock} start={suggestion.start} words={words} />
          ))}
        </p>
        <Reasons suggestion={suggestion} words={words}>
          {worst ? (
            <Chip tone="warning">
              {t('worst', { time: formats.time(suggestion.start, worst.zone), names: words.names(worst.outside) })}
            </Chip>
          ) : null}
        </Reasons>
      </div>
      <Button
        look={isFirst ? 'primary' : 'secondary'}
        aria-label={t(using.moved ? 'moveLabel' : 'useLabel', { when })}
        isPending={using.pending === suggestion.start}
        icon={<ArrowRight aria-hidden className="size-4 rtl:-scale-x-100" strokeWidth={1.75} />}
        onPress={() => void using.take(suggestion, suggestion.rooms[0] ?? null)}
      >
        {t(using.moved ? 'moveHere' : 'use')}
      </Button>
    </li>
  );
}

/** "everyone is free", or who is not. */
function useWho({ required, optional }: Suggestion, { asked, everybody }: Answer, words: WordsOf): string {
  const t = useTranslations('find');
  const coming = new Set([...required, ...optional]);
  const missing = everybody.filter((id) => !coming.has(id));
  if (missing.length === 0) return t('everyone');
  if (missing.length > 3) return t('someOf', { count: coming.size, of: everybody.length });
  return t(missing.every((id) => asked.optional.includes(id)) ? 'allButOptional' : 'allBut', { names: words.names(missing) });
}

/** "15:00 Paris", and who lives by it. */
export function ClockText({ clock, start, words, withNames = false }: { clock: Clock; start: number; words: WordsOf; withNames?: boolean }) {
  const formats = useFormats();
  const shift = words.shift(clock);
  return (
    <span>
      <span className="tabular font-[550] text-fg-2">{formats.time(start, clock.zone)}</span> {cityOf(clock.zone)}
      {shift ? <span className="ms-1.5 rounded-xs bg-warning-soft px-1 text-2xs font-[600] text-warning">{shift}</span> : null}
      {withNames ? <span> · {words.names(clock.people)}</span> : null}
    </span>
  );
}

function Reasons({ suggestion, words, children }: { suggestion: Suggestion; words: WordsOf; children: React.ReactNode }) {
  const t = useTranslations('find');
  const { reasons, rooms } = suggestion;
  const said = [
    // Who comes is said above.
    ...(reasons.includes('quorum') ? [t('reasonQuorum')] : []),
    ...(reasons.includes('in_hours') ? [t('reasonHours')] : []),
    ...(rooms.length > 1 ? [t('reasonRooms', { name: words.room(rooms[0]!), count: rooms.length - 1 })] : []),
    ...(rooms.length === 1 ? [t('reasonRoom', { name: words.room(rooms[0]!) })] : []),
  ];
  return (
    <p className="mt-1.5 flex flex-wrap gap-1.5">
      {said.map((reason) => (
        <Chip key={reason} tone="success" icon={<Check aria-hidden className="size-3" strokeWidth={2.5} />}>
          {reason}
        </Chip>
      ))}
      {children}
    </p>
  );
}
