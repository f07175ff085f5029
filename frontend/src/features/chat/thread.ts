import type { Message } from '@/lib/api/types';
import { instantOf } from '@/lib/time/moment';
import { todayIn } from '@/lib/time/range';

/** Milliseconds within which one goes on speaking. */
const oneBreath = 5 * 60_000;

/** A day of a conversation, and who said what on it, one after another. */
export interface DayOfTalk {
  readonly day: string;
  readonly at: number;
  readonly turns: readonly Turn[];
}

/** What one person says in one go: nobody speaks between, and no pause is longer than five minutes. */
export interface Turn {
  readonly author: Message['author'];
  readonly at: number;
  readonly messages: readonly Message[];
}

export function daysOf(messages: readonly Message[], zone: string): DayOfTalk[] {
  const days: { day: string; at: number; turns: { author: Message['author']; at: number; last: number; messages: Message[] }[] }[] = [];
  for (const message of messages) {
    const at = instantOf(message.created_at);
    const day = todayIn(zone, at).toString();
    if (days.at(-1)?.day !== day) days.push({ day, at, turns: [] });
    const { turns } = days.at(-1)!;
    const turn = turns.at(-1);
    if (turn && turn.author.id === message.author.id && at - turn.last <= oneBreath) {
      turn.messages.push(message);
      turn.last = at;
    } else {
      turns.push({ author: message.author, at, last: at, messages: [message] });
    }
  }
  return days;
}

/** Newest first, each once; of one message the newer version. */
export function withMessage(newestFirst: readonly Message[], told: Message): readonly Message[] {
  const known = newestFirst.find(({ id }) => id === told.id);
  if (known) return known.version >= told.version ? newestFirst : newestFirst.map((each) => (each.id === told.id ? told : each));
  const behind = newestFirst.findIndex(({ position }) => position < told.position);
  return behind < 0 ? [...newestFirst, told] : [...newestFirst.slice(0, behind), told, ...newestFirst.slice(behind)];
}

/** The message once somebody reacts so, or does not any more. Told twice it is no more than once. */
export function withReaction(message: Message, emoji: string, personId: string, there: boolean): Message {
  const before = message.reactions.find((each) => each.emoji === emoji)?.people ?? [];
  if (before.includes(personId) === there) return message;
  const people = there ? [...before, personId] : before.filter((each) => each !== personId);
  const known = message.reactions.some((each) => each.emoji === emoji);
  const changed = known
    ? message.reactions.map((each) => (each.emoji === emoji ? { emoji, people } : each))
    : [...message.reactions, { emoji, people }];
  return { ...message, reactions: changed.filter((each) => each.people.length > 0) };
}

/** For how long one's own words can be said in other ones. */
export function mayEdit(message: Message, me: string, now: number): boolean {
  return message.author.id === me && message.deleted_at === null && now - instantOf(message.created_at) < 15 * 60_000;
}
